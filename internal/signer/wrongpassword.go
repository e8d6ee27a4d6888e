package signer

// wrongPassword is the error for a key file that the password does not open.
type wrongPassword struct {
	key  string // the key file
	file string // the file with the password; empty: it was typed
}

func (e *wrongPassword) Error() string { return "wrong password for " + e.key }

// Hint says what to do.
func (e *wrongPassword) Hint() string {
	if e.file != "" {
		return "correct the password in " + e.file + ", or type it: omit --password-file (ETH_PASSWORD)"
	}
	return "run the command again and type the password of this key file"
}
