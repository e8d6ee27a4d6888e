package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// Find looks through the records in a folder for a call of a plan that was
// signed, or sent by the node, and did not revert: what it did may be on the
// chain. The path is empty where there is none. A record that cannot be read is
// an error, for it may be that plan's.
func Find(dir string, want Intent) (path string, hash common.Hash, err error) {
	files, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return "", common.Hash{}, nil
	}
	if err != nil {
		return "", common.Hash{}, err
	}
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), suffix) {
			continue
		}
		path := filepath.Join(dir, file.Name())
		status, err := Read(path)
		if err != nil {
			return "", common.Hash{}, fmt.Errorf("%s: %w", path, err)
		}
		for _, call := range status.Calls {
			if call.Intent.sameCall(want) && call.mayBeOut() {
				return path, call.hash(), nil
			}
		}
	}
	return "", common.Hash{}, nil
}

// sameCall leaves out what may be another for the same call: its nonce.
func (i Intent) sameCall(other Intent) bool {
	return i.Plan == other.Plan && i.Step == other.Step && i.From == other.From && i.To == other.To && i.DataHash == other.DataHash
}

func (c Call) mayBeOut() bool { return c.State != Intended && c.State != Reverted }

func (c Call) hash() common.Hash {
	if c.Signed != nil {
		return c.Signed.Hash
	}
	if c.Broadcast != nil {
		return c.Broadcast.Hash
	}
	return common.Hash{}
}
