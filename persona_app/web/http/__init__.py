"""Plain HTTP beside the pages: browser forms and pictures. Programs use `/v1` instead."""
