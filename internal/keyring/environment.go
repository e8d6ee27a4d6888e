package keyring

import (
	"errors"

	"mpool/internal/signer"
)

// WithEnvironment adds the signer that the environment names. Flags win: if a flag names a signer, no
// variable for a signer counts.
func (k *Opener) WithEnvironment(o signer.Options) signer.Options {
	if o.PasswordFile == "" {
		o.PasswordFile = k.variable("MPOOL_PASSWORD_FILE", "ETH_PASSWORD")
	}
	if errors.Is(o.Check(), signer.ErrNone) {
		o.Keystore = k.variable("MPOOL_KEYSTORE", "ETH_KEYSTORE")
		o.Account = k.variable("MPOOL_ACCOUNT", "ETH_KEYSTORE_ACCOUNT")
		o.URL = k.variable("MPOOL_SIGNER")
	}
	return o
}

// variable is the value of the first of these variables that is set.
func (k *Opener) variable(names ...string) string {
	for _, name := range names {
		if value, _ := k.Env(name); value != "" {
			return value
		}
	}
	return ""
}
