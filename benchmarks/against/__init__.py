"""`make bench ARGS="--against REVISION"`: what the same requests cost in this tree and in another revision."""
