"""The file as a whole: connections, migrations, copies, and what can be wrong with it."""
