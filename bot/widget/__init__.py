"""The website widget: TypeScript sources, the built files that are served, and the pages around them."""
