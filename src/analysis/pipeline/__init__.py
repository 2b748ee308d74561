"""The drivers, which join rooms: files to tables, tables to futures, runs, the benchmark."""
