/* Sending material: filled in with the page that needs it. */
