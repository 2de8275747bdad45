"""The file as a whole: connections, migrations, copies and faults."""
