"""The toolbox: strings in, strings out; knows nothing of editions, files or reports."""
