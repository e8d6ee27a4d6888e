package devnet

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// sidecar is the content of a second file beside anvil's state file: the state has accounts and
// blocks, and the sidecar says which addresses are which contracts.
type sidecar struct {
	SchemaVersion int        `json:"schema_version"`
	Deployment    Deployment `json:"deployment"`
}

const sidecarVersion = 1

func sidecarPath(state string) string { return state + ".devnet.json" }

// loadState returns the deployment of an earlier start; nil if there was none. If the file is not
// such a state it returns an error, so that the file is never overwritten.
func loadState(path string) (*Deployment, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, &Error{ErrState, fmt.Sprintf("cannot read the state file %s: %v", path, lastCause(err)), "use another file"}
	}
	note, err := readSidecar(path)
	if err != nil {
		return nil, err
	}
	var state struct {
		Accounts map[common.Address]struct {
			Code hexutil.Bytes `json:"code"`
		} `json:"accounts"`
	}
	if err := json.Unmarshal(text, &state); err != nil {
		return nil, badState(path, "is damaged: %v", err)
	}
	if len(state.Accounts[note.Pool.Address].Code) == 0 {
		return nil, badState(path, "does not contain the demo pool that %s names", sidecarPath(path))
	}
	return note, nil
}

func readSidecar(state string) (*Deployment, error) {
	path := sidecarPath(state)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{ErrState, fmt.Sprintf("the file %s already exists but is not a chain of mpool: %s is missing", state, path), "use another file"}
	}
	if err != nil {
		return nil, badState(state, "cannot be used: %s: %v", path, lastCause(err))
	}
	var note sidecar
	if err := json.Unmarshal(text, &note); err != nil {
		return nil, badState(state, "cannot be used: %s is damaged: %v", path, err)
	}
	if note.SchemaVersion != sidecarVersion {
		return nil, badState(state, "cannot be used: %s has schema version %d, expected %d", path, note.SchemaVersion, sidecarVersion)
	}
	return &note.Deployment, nil
}

func badState(path, format string, args ...any) error {
	return &Error{ErrState, "the state file " + path + " " + fmt.Sprintf(format, args...),
		fmt.Sprintf("use another file, or delete %s and %s to start again", path, sidecarPath(path))}
}

func saveState(path string, d Deployment) error {
	if path == "" {
		return nil
	}
	text, err := json.MarshalIndent(sidecar{sidecarVersion, d}, "", "  ")
	if err != nil {
		return err
	}
	if err := writeWhole(sidecarPath(path), append(text, '\n')); err != nil {
		return &Error{ErrState, fmt.Sprintf("cannot write next to the state file %s: %v", path, lastCause(err)), "use a file in an existing folder where you can write"}
	}
	return nil
}

// writeWhole replaces a file as a whole: readers see the old text or the new text, never a part.
func writeWhole(path string, text []byte) error {
	if err := os.WriteFile(path+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
