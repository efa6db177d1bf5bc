"""``redaktion.xlsx``: the coordinator's wordings of the report's texts."""
