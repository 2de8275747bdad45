"""Alerts: tell people about new quotes that match what they follow.

`matching` finds what is new, `digest` composes a digest from it, `rendering` formats the digest, and
`sending` sends what is due by the channels in `channels`. Nothing leaves the machine unless a channel is
configured in the settings.
"""
