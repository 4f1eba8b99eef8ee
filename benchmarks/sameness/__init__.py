"""`make same AGAINST=REVISION`: whether readers get the same pages from this tree as from another revision."""
