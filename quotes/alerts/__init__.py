"""Telling people of what they follow: what matches, the digest of it, and how it is delivered.

What is new is matched in `matching`, a digest is composed in `digest` and put into words by `rendering`, and
`outbox` sends what is due by the channels in `channels`. Nothing leaves the machine unless the settings of a
channel are given.
"""
