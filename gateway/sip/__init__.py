"""The telephone line: SIP and RTP."""
