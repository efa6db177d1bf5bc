"""On the way in: what departments sent back, read to the letter."""
