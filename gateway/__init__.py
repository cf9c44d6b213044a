"""The reference SIP gateway: sound on one side, the contract of the voice channel on the other.

A process of its own (Python 3.11): docs/gateway.md. It knows nothing of the dialogue.
"""
