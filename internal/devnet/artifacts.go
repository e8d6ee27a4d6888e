package devnet

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
)

// artifact is a compiled contract in Hardhat's format. Its bytecode has gaps for the addresses of
// libraries.
type artifact struct {
	Name     string                              `json:"contractName"`
	RawABI   json.RawMessage                     `json:"abi"`
	Bytecode string                              `json:"bytecode"`
	Links    map[string]map[string][]linkedBytes `json:"linkReferences"`

	folder string // the artifact's folder, searched first for its libraries
}

// linkedBytes is one gap in the bytecode, in bytes.
type linkedBytes struct {
	Start  int `json:"start"`
	Length int `json:"length"`
}

// libraries returns the names of the libraries to link into the bytecode.
func (a *artifact) libraries() []string {
	var names []string
	for _, file := range a.Links {
		for name := range file {
			names = append(names, name)
		}
	}
	return names
}

// code returns the creation code with linked libraries, followed by the encoded constructor
// arguments.
func (a *artifact) code(libs map[string]common.Address, args ...any) ([]byte, error) {
	code, err := a.link(libs)
	if err != nil || len(args) == 0 {
		return code, err
	}
	parsed, err := a.abi()
	if err != nil {
		return nil, err
	}
	packed, err := parsed.Pack("", args...)
	if err != nil {
		return nil, fmt.Errorf("constructor of %s: %w", a.Name, err)
	}
	return append(code, packed...), nil
}

func (a *artifact) link(libs map[string]common.Address) ([]byte, error) {
	digits := []byte(strings.TrimPrefix(a.Bytecode, "0x"))
	for _, file := range a.Links {
		for name, holes := range file {
			lib, ok := libs[name]
			if !ok {
				return nil, fmt.Errorf("%s needs the library %s", a.Name, name)
			}
			if err := fill(digits, holes, lib); err != nil {
				return nil, fmt.Errorf("link references of %s: %w", a.Name, err)
			}
		}
	}
	code := make([]byte, hex.DecodedLen(len(digits)))
	if _, err := hex.Decode(code, digits); err != nil {
		return nil, fmt.Errorf("bytecode of %s: %w", a.Name, err)
	}
	return code, nil
}

func fill(digits []byte, holes []linkedBytes, lib common.Address) error {
	for _, h := range holes {
		switch length := hex.DecodedLen(len(digits)); {
		case h.Length != common.AddressLength:
			return fmt.Errorf("the gap at byte %d is %d bytes long, but an address has %d", h.Start, h.Length, common.AddressLength)
		case h.Start < 0:
			return fmt.Errorf("the gap starts at byte %d", h.Start)
		case h.Start > length-common.AddressLength:
			return fmt.Errorf("the gap at byte %d ends beyond the bytecode of %d bytes", h.Start, length)
		}
		hex.Encode(digits[2*h.Start:], lib[:])
	}
	return nil
}

func (a *artifact) abi() (abi.ABI, error) {
	parsed, err := abi.JSON(bytes.NewReader(a.RawABI))
	if err != nil {
		return abi.ABI{}, fmt.Errorf("ABI of %s: %w", a.Name, err)
	}
	return parsed, nil
}

// createTakesSalt says whether the artifact is a ManagedPoolFactory of the second generation. The
// artifacts of both generations have the same name.
func (a *artifact) createTakesSalt() bool {
	parsed, err := a.abi()
	return err == nil && len(parsed.Methods["create"].Inputs) == 4
}

// artifacts finds contracts by name in a list of folders. The first folder that has the contract
// wins.
type artifacts struct {
	folders []string
	files   map[string][]string // contract name to paths, in the order of the folders
}

// openArtifacts lists the artifacts in the user's folders, then those of the published package
// below root.
func openArtifacts(folders []string, root string) (*artifacts, error) {
	all := &artifacts{folders: folders, files: map[string][]string{}}
	for _, folder := range folders {
		if err := all.index(folder); err != nil {
			return nil, err
		}
	}
	for _, folder := range packageFolders(root) {
		if _, err := os.Stat(folder); err != nil {
			continue // not installed: find reports the missing contract
		}
		if err := all.index(folder); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// packageFolders returns the folders of the published deployments that make up Balancer V2 with the
// first generation of Managed Pools.
func packageFolders(root string) []string {
	tasks := filepath.Join(root, "devnet", "node_modules", "@balancer-labs", "v2-deployments", "dist", "tasks")
	var folders []string
	for _, task := range []string{
		"20210418-authorizer", "20210418-vault", "20220725-protocol-fee-percentages-provider",
		"20220721-balancer-queries", "deprecated/20221021-managed-pool",
	} {
		folders = append(folders, filepath.Join(tasks, filepath.FromSlash(task), "artifact"))
	}
	return folders
}

func (s *artifacts) index(folder string) error {
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, isJSON := strings.CutSuffix(entry.Name(), ".json")
		if isJSON && !entry.IsDir() && !strings.HasSuffix(name, ".dbg") {
			s.files[name] = append(s.files[name], path)
		}
		return nil
	})
	if err != nil {
		return &Error{ErrNoArtifact, fmt.Sprintf("cannot read the artifacts folder %s: %v", folder, lastCause(err)),
			"set --artifacts to a folder with Hardhat artifacts (Name.json)"}
	}
	return nil
}

// find returns the first artifact with this name that accept allows; a nil accept allows all.
func (s *artifacts) find(name string, accept func(*artifact) bool) (*artifact, error) {
	for _, path := range s.files[name] {
		found, err := readArtifact(path)
		if err != nil {
			return nil, err
		}
		if accept == nil || accept(found) {
			return found, nil
		}
	}
	return nil, s.missing(name)
}

// library prefers the folder of the contract that links the library, because the libraries of both
// generations share names but not code.
func (s *artifacts) library(name string, user *artifact) (*artifact, error) {
	for _, path := range s.files[name] {
		if filepath.Dir(path) == user.folder {
			return readArtifact(path)
		}
	}
	return s.find(name, nil)
}

func (s *artifacts) missing(name string) error {
	where := "the installed packages"
	if len(s.folders) > 0 {
		where = strings.Join(s.folders, ", ") + " or " + where
	}
	return &Error{ErrNoArtifact, fmt.Sprintf("no artifact of %s in %s", name, where),
		"run `make setup` to install Balancer's published contracts, or use --artifacts FOLDER"}
}

func readArtifact(path string) (*artifact, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	found, err := parseArtifact(text)
	if err != nil {
		return nil, &Error{ErrNoArtifact, fmt.Sprintf("%s is not a Hardhat artifact: %v", path, err),
			"an artifact is a JSON object with abi, bytecode and linkReferences"}
	}
	found.folder = filepath.Dir(path)
	return found, nil
}

func parseArtifact(text []byte) (*artifact, error) {
	var a artifact
	if err := json.Unmarshal(text, &a); err != nil {
		return nil, err
	}
	if len(a.RawABI) == 0 || len(a.Bytecode) <= len("0x") {
		return nil, fmt.Errorf("abi or bytecode is missing")
	}
	return &a, nil
}
