package keyring

import (
	"path/filepath"

	"mpool/internal/signer"
)

// Files returns the key files and password files that mpool would read without a flag, from Foundry's
// folder and from the environment, and the path of that folder.
func (k *Opener) Files() (folder string, files []string) {
	folder = k.keystoreDir()
	for _, name := range k.Accounts() {
		files = append(files, filepath.Join(folder, name))
	}
	named := k.WithEnvironment(signer.Options{})
	for _, path := range []string{named.Keystore, named.PasswordFile} {
		if path != "" {
			files = append(files, path)
		}
	}
	return folder, files
}
