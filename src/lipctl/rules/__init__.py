"""What counts as what: pure functions over the plan and the responses. ``tests/spec/`` states them as tables."""
