"""Where one speaker says otherwise than before."""
