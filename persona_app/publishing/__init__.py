"""Making one version of a persona public: what is derived for visitors, and what they find it by."""
