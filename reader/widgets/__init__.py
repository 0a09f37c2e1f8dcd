"""The terminal's part: widgets that are given values to show and tell in messages what a person did to them."""
