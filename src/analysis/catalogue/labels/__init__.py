"""What things are called: by us, by the department and by Ofsted."""
