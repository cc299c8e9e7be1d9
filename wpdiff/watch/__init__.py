"""The doorbell: sources in; editions, reports and notices out, each once. It knows the walk, the archive, a memory."""
