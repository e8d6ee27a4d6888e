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

// anvil's state file knows accounts and blocks. What the addresses mean stands in
// a second file beside it.
type sidecar struct {
	SchemaVersion int        `json:"schema_version"`
	Deployment    Deployment `json:"deployment"`
}

const sidecarVersion = 1

func sidecarPath(state string) string { return state + ".devnet.json" }

// loadState returns what an earlier start left, nil where there was none, and an
// error where the file is not such a state: it is never overwritten then.
func loadState(path string) (*Deployment, error) {
	if path == "" {
		return nil, nil
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, &Error{ErrState, fmt.Sprintf("the state file %s cannot be read: %v", path, lastCause(err)), "name another file"}
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
		return nil, badState(path, "does not hold the demo pool that %s names", sidecarPath(path))
	}
	return note, nil
}

func readSidecar(state string) (*Deployment, error) {
	path := sidecarPath(state)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &Error{ErrState, fmt.Sprintf("the file %s is there already and is no chain of mpool's: %s is missing", state, path), "name another file"}
	}
	if err != nil {
		return nil, badState(state, "cannot be used: %s: %v", path, lastCause(err))
	}
	var note sidecar
	if err := json.Unmarshal(text, &note); err != nil {
		return nil, badState(state, "cannot be used: %s is damaged: %v", path, err)
	}
	if note.SchemaVersion != sidecarVersion {
		return nil, badState(state, "cannot be used: %s has schema version %d, not %d", path, note.SchemaVersion, sidecarVersion)
	}
	return &note.Deployment, nil
}

func badState(path, format string, args ...any) error {
	return &Error{ErrState, "the state file " + path + " " + fmt.Sprintf(format, args...),
		fmt.Sprintf("name another file, or remove %s and %s to begin again", path, sidecarPath(path))}
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
		return &Error{ErrState, fmt.Sprintf("cannot write beside the state file %s: %v", path, lastCause(err)), "name a file in a folder that exists and can be written to"}
	}
	return nil
}

// writeWhole leaves either the old file or the new one, never a part.
func writeWhole(path string, text []byte) error {
	if err := os.WriteFile(path+".new", text, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}
