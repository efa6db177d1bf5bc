"""One verb of the command line each, and nothing else: plain values in, a frozen result out, nothing printed."""
