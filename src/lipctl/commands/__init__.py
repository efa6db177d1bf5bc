"""The verbs of the command line, a module each: plain values in, a frozen result out, nothing printed."""
