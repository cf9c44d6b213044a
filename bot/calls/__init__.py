"""How a phone call goes, whatever carries its sound: events in, what to say and to listen for out. Plain Python."""
