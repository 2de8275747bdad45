"""Who may do what: tokens, and the key that sessions are signed with."""
