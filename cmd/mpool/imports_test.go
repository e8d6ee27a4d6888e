package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// importRule lists what the packages at a path may import. A path that ends with /... covers all
// packages below it.
type importRule struct {
	of       string
	own      []string // packages of this module
	foreign  []string // other modules' packages; nil: any
	standard []string // packages of the standard library; nil: any
	never    []string // forbidden even if a list above allows them
}

const cobraModule = "github.com/spf13/cobra/..."

const ethereum = "github.com/ethereum/go-ethereum/..."

func importRules() []importRule {
	return slices.Concat(coreRules(), groundRules(), edgeRules(), roomRules(), faceRules())
}

// impure lists what packages that only compute may not import.
func impure() []string {
	return []string{"context", "os/...", "net/...", "log/...", "github.com/ethereum/go-ethereum/rpc/...", "github.com/ethereum/go-ethereum/ethclient/..."}
}

// tests lists packages that only tests may import.
func tests() []string {
	return []string{"mpool/internal/devnet/gethtest", "mpool/internal/exposure/thief", "mpool/internal/faultproxy", "mpool/internal/golden", "mpool/internal/gosource",
		"mpool/internal/ops/opstest", "mpool/internal/ops/tokenset/tokentest", "mpool/internal/planner/plantest", "mpool/internal/safe/safetest", "mpool/internal/text/formtest"}
}

// flags lists packages that only cmd/mpool may import.
func flags() []string {
	return []string{cobraModule, "github.com/spf13/pflag/..."}
}

// coreRules are for packages that only compute.
func coreRules() []importRule {
	return []importRule{
		{of: "internal/poolmath", foreign: []string{"github.com/holiman/uint256"}, standard: []string{"errors", "math/bits"}},
		{of: "internal/named", own: []string{}, foreign: []string{"github.com/charmbracelet/x/ansi", "github.com/ethereum/go-ethereum/common"}, never: impure()},
		{of: "internal/calendar", own: []string{}, foreign: []string{}, never: impure()},
		{of: "internal/nearest", own: []string{}, foreign: []string{"github.com/agnivade/levenshtein"}, never: impure()},
		{of: "internal/units", own: []string{"internal/named", "internal/poolmath", "internal/redact/typed"}, foreign: []string{"github.com/holiman/uint256", "github.com/xhit/go-str2duration/v2"}, never: impure()},
		{of: "internal/weightcost", own: []string{"internal/poolmath", "internal/units"}, foreign: []string{"github.com/holiman/uint256"}, never: impure()},
		{of: "internal/ops", own: []string{"bindings/...", "internal/jsonkeys", "internal/named", "internal/nearest", "internal/poolmath", "internal/renamed", "internal/units", "internal/weightcost"}, never: impure()},
		{of: "internal/ops/assetmanager", own: []string{"bindings/...", "internal/ops", "internal/units"}, never: impure()},
		{of: "internal/ops/tokenset", own: []string{"bindings/...", "internal/ops", "internal/ops/assetmanager", "internal/poolmath", "internal/units", "internal/weightcost"}, never: impure()},
		{of: "internal/ops/newpool", own: []string{"bindings/...", "internal/named", "internal/ops", "internal/poolmath", "internal/units"}, never: impure()},
		{of: "internal/ops/wallet", own: []string{"bindings/...", "internal/ops", "internal/units"}, never: impure()},
		{of: "internal/ops/trade", own: []string{"bindings/...", "internal/named", "internal/ops", "internal/poolmath", "internal/renamed", "internal/units", "internal/weightcost"}, never: impure()},
		{of: "internal/policy", own: []string{"internal/ops", "internal/ops/tokenset", "internal/ops/trade", "internal/units", "internal/weightcost"}, never: impure()},
		{of: "internal/exposure/thief", own: []string{"internal/ops", "internal/poolmath", "internal/units"}},
		{of: "internal/exposure", own: []string{"bindings/...", "internal/ops", "internal/ops/tokenset", "internal/ops/wallet", "internal/poolmath", "internal/units", "internal/weightcost"}, never: append(impure(), tests()...)},
		{of: "internal/arb", own: []string{"internal/poolmath"}, foreign: []string{"github.com/holiman/uint256"}, never: impure()},
		{of: "internal/market", own: []string{}, foreign: []string{"github.com/klauspost/compress/..."}, never: impure()},
		{of: "internal/poolfile", own: []string{"internal/batch", "internal/exposure", "internal/named", "internal/ops", "internal/parse", "internal/policy", "internal/poolmath", "internal/units", "internal/weightcost"}, never: impure()},
		{of: "internal/backtest", own: []string{"internal/arb", "internal/named", "internal/ops", "internal/policy", "internal/poolmath", "internal/units"}, foreign: []string{"github.com/holiman/uint256"}, never: impure()},
		{of: "internal/hindsight", own: []string{"internal/backtest", "internal/mined", "internal/named", "internal/ops", "internal/units"}, foreign: []string{"github.com/ethereum/go-ethereum/common", "github.com/holiman/uint256"}, never: impure()},
		{of: "internal/strategy", own: []string{"internal/arb", "internal/backtest", "internal/market", "internal/named", "internal/ops", "internal/parse", "internal/poolmath", "internal/units"}, foreign: []string{"go.yaml.in/yaml/v3"}, never: impure()},
		{of: "internal/recipe", own: []string{"internal/nearest", "internal/ops", "internal/strategy", "internal/text", "internal/units"}, foreign: []string{}, never: impure()},
		{of: "internal/stress", own: []string{"internal/arb", "internal/backtest", "internal/market", "internal/named", "internal/ops", "internal/units"}, foreign: []string{"go.yaml.in/yaml/v3"}, never: impure()},
		{of: "internal/mined", own: []string{"internal/ops", "internal/units"}, foreign: []string{"github.com/ethereum/go-ethereum/common", "github.com/holiman/uint256"}, never: impure()},
		{of: "internal/planfile", own: []string{"internal/jsonkeys", "internal/ops", "internal/ops/assetmanager", "internal/ops/newpool", "internal/ops/tokenset", "internal/ops/trade", "internal/ops/wallet", "internal/renamed", "internal/units"}, foreign: []string{"github.com/ethereum/go-ethereum/common", "github.com/ethereum/go-ethereum/crypto"}, never: impure()},
		{of: "internal/recognise", own: []string{"bindings/...", "internal/ops", "internal/ops/assetmanager", "internal/ops/tokenset", "internal/ops/trade", "internal/ops/wallet", "internal/poolmath", "internal/units"}, foreign: []string{"github.com/ethereum/go-ethereum/accounts/abi", "github.com/ethereum/go-ethereum/common", "github.com/holiman/uint256"}, never: impure()},
		{of: "internal/liquidity", own: []string{"internal/named", "internal/ops", "internal/ops/trade", "internal/poolmath", "internal/units"}, foreign: []string{"github.com/ethereum/go-ethereum/common", "github.com/holiman/uint256"}, never: impure()},
		{of: "internal/halfway", own: []string{"internal/named", "internal/ops", "internal/ops/assetmanager", "internal/ops/tokenset", "internal/ops/trade", "internal/safe", "internal/text", "internal/units"}, never: impure()},
		{of: "internal/history", own: []string{"bindings/...", "internal/mined", "internal/named", "internal/ops", "internal/poolmath", "internal/units"}, never: impure()},
		{of: "internal/decode", own: []string{"bindings/...", "internal/named", "internal/ops", "internal/units"}, never: impure()},
		{of: "internal/batch", own: []string{"internal/nearest"}, foreign: []string{"go.yaml.in/yaml/v3"}, never: impure()},
		{of: "internal/chart", own: []string{}, foreign: []string{"github.com/charmbracelet/x/ansi", "golang.org/x/image/..."}, never: impure()},
		{of: "internal/findings", own: []string{"internal/renamed"}, never: impure()},
		{of: "internal/glossary", own: []string{}, foreign: []string{}, standard: []string{"fmt", "slices", "strings"}},
		{of: "internal/jsonkeys", own: []string{"internal/units"}, foreign: []string{}, never: impure()},
		{of: "internal/mistake", own: []string{}, foreign: []string{}},
		{of: "internal/redact/typed", own: []string{}, foreign: []string{}, never: impure()},
		{of: "internal/redact", foreign: []string{}},
		{of: "internal/renamed", own: []string{}, foreign: []string{}, standard: []string{}},
	}
}

// groundRules are for basic packages that many others import.
func groundRules() []importRule {
	return []importRule{
		{of: "internal/text", own: []string{"internal/named", "internal/ops", "internal/redact/typed", "internal/units"}, never: impure()},
		{of: "internal/text/formtest", own: []string{}, never: impure()},
		{of: "internal/golden", own: []string{}, foreign: []string{}},
		{of: "internal/gosource", own: []string{}, foreign: []string{}},
		{of: "internal/failure", own: []string{"internal/redact/typed", "internal/text"}, foreign: []string{}, never: impure()},
		{of: "internal/flagvalue", own: []string{"internal/parse", "internal/text", "internal/units"}, foreign: []string{"github.com/ethereum/go-ethereum/common"}, never: append(impure(), flags()...)},
		{of: "internal/manual", own: []string{"internal/text"}, foreign: []string{"github.com/charmbracelet/x/ansi"}, never: append(impure(), flags()...)},
		{of: "internal/foreign", own: []string{"internal/failure"}, never: impure()},
		{of: "internal/parse", own: []string{"internal/failure", "internal/foreign", "internal/ops", "internal/text", "internal/units"}, never: impure()},
		{of: "internal/revert", own: []string{"internal/named"}, foreign: []string{"github.com/holiman/uint256"}, never: impure()},
		{of: "internal/network", own: []string{"internal/named", "internal/text", "internal/units"}, never: impure()},
		{of: "internal/files", own: []string{"internal/failure", "internal/mistake", "internal/text"}, foreign: []string{"github.com/google/renameio/v2"}},
		{of: "internal/console", own: []string{"internal/failure", "internal/mistake", "internal/text", "internal/units"}, foreign: []string{"github.com/ethereum/go-ethereum/common", "golang.org/x/term"}},
		{of: "internal/chain/wire", own: []string{"internal/mistake", "internal/network", "internal/redact", "internal/revert", "internal/units"}, foreign: []string{"github.com/cenkalti/backoff/v5", ethereum}},
		{of: "internal/chain/lens", own: []string{"internal/ops"}, foreign: []string{"github.com/ethereum/go-ethereum/common"}, never: impure()},
	}
}

// edgeRules are for packages that touch nodes, files, signers or services.
func edgeRules() []importRule {
	return []importRule{
		{of: "internal/chain/...", own: []string{"bindings/...", "internal/chain/...", "internal/mistake", "internal/named", "internal/network", "internal/ops", "internal/redact", "internal/revert", "internal/units"}},
		{of: "internal/devnet/...", own: []string{"bindings/...", "internal/anvil", "internal/devnet/...", "internal/ops", "internal/units"}, never: tests()},
		{of: "internal/anvil", own: []string{"internal/mistake"}},
		{of: "internal/fork", own: []string{"bindings/...", "internal/anvil", "internal/chain/...", "internal/decode", "internal/exposure", "internal/mistake", "internal/named", "internal/ops", "internal/poolmath", "internal/revert", "internal/units"}},
		{of: "internal/safeservice", own: []string{"internal/redact", "internal/safe"}},
		{of: "internal/safe/safetest", own: []string{"internal/chain", "internal/failure", "internal/gosource", "internal/safe"}},
		{of: "internal/safe", own: []string{"internal/jsonkeys", "internal/ops", "internal/ops/wallet", "internal/units"}, never: impure()},
		{of: "internal/planner/plantest", own: []string{"internal/chain", "internal/failure", "internal/named", "internal/ops", "internal/ops/tokenset", "internal/text", "internal/units"}, never: flags()},
		{of: "internal/ops/tokenset/tokentest", own: []string{"internal/ops", "internal/ops/opstest", "internal/ops/tokenset", "internal/units"}, never: flags()},
		{of: "internal/ops/opstest", own: []string{"internal/named", "internal/ops", "internal/units"}, never: flags()},
		{of: "internal/faultproxy", own: []string{}, foreign: []string{ethereum}},
		{of: "internal/signer", own: []string{"internal/mistake", "internal/redact", "internal/redact/typed"}, foreign: []string{ethereum}},
		{of: "internal/owned"},
		{of: "internal/journal", own: []string{"internal/mistake", "internal/owned"}, foreign: []string{ethereum, "github.com/gofrs/flock"}},
		{of: "internal/config", own: []string{"internal/failure", "internal/files", "internal/mistake", "internal/network", "internal/owned", "internal/parse", "internal/redact", "internal/renamed", "internal/text", "internal/units"}, never: []string{cobraModule}},
		{of: "internal/answer", own: []string{"internal/console", "internal/failure", "internal/jq", "internal/ops", "internal/text"}, foreign: []string{}, never: append([]string{"os/..."}, flags()...)},
		{of: "internal/jq", own: []string{}, foreign: []string{"github.com/itchyny/gojq"}, never: flags()},
		{of: "internal/recall", own: []string{"internal/named", "internal/ops"}, foreign: []string{"github.com/ethereum/go-ethereum/common", "github.com/google/renameio/v2"}, never: flags()},
		{of: "internal/keyring", own: []string{"internal/config", "internal/console", "internal/failure", "internal/ops", "internal/planner", "internal/signer", "internal/text"}, never: flags()},
		{of: "internal/postmortem", own: []string{"internal/config", "internal/keyring", "internal/mistake", "internal/redact"}, never: flags()},
		{of: "internal/feed", own: []string{"internal/chain", "internal/foreign", "internal/named", "internal/ops", "internal/parse", "internal/units"}, never: []string{"os/...", "net/...", "log/..."}},
		{of: "internal/arbcost", own: []string{"internal/arb", "internal/backtest", "internal/exposure", "internal/failure", "internal/market", "internal/named", "internal/ops", "internal/policy", "internal/text", "internal/units", "internal/weightcost"}, never: append([]string{"context", "net/...", "log/..."}, flags()...)},
		{of: "internal/effect", own: []string{"internal/liquidity", "internal/named", "internal/ops", "internal/ops/assetmanager", "internal/ops/newpool", "internal/ops/tokenset", "internal/ops/trade", "internal/ops/wallet", "internal/safe", "internal/text", "internal/units"}, never: append(impure(), flags()...)},
		{of: "internal/reading", own: []string{"internal/chain", "internal/config", "internal/console", "internal/failure", "internal/network", "internal/ops", "internal/recall", "internal/revert", "internal/text", "internal/units"}, never: append([]string{"os/...", "net/...", "log/..."}, flags()...)},
		{of: "internal/oracle", own: []string{"internal/config", "internal/failure", "internal/feed", "internal/files", "internal/named", "internal/network", "internal/ops", "internal/ops/tokenset", "internal/ops/trade", "internal/policy", "internal/text", "internal/units"}, never: append([]string{"os/...", "net/...", "log/..."}, flags()...)},
		{of: "internal/planview", own: []string{"internal/arbcost", "internal/chain", "internal/effect", "internal/liquidity", "internal/named", "internal/network", "internal/ops", "internal/ops/wallet", "internal/oracle", "internal/policy", "internal/safe", "internal/text", "internal/units"}, never: append([]string{"context", "os/...", "net/...", "log/..."}, flags()...)},
	}
}

// roomRules are for packages that do the work of commands.
func roomRules() []importRule {
	return []importRule{
		{of: "internal/planner", own: []string{"internal/arbcost", "internal/chain", "internal/chain/wire", "internal/config", "internal/console", "internal/effect", "internal/exposure", "internal/failure", "internal/files", "internal/halfway", "internal/history", "internal/journal", "internal/liquidity", "internal/network", "internal/ops", "internal/ops/newpool", "internal/ops/trade", "internal/ops/wallet", "internal/oracle", "internal/parse", "internal/planfile", "internal/planview", "internal/policy", "internal/reading", "internal/renamed", "internal/revert", "internal/safe", "internal/text", "internal/units"}, never: flags()},
		{of: "internal/execution", own: []string{"internal/chain", "internal/chain/wire", "internal/config", "internal/effect", "internal/failure", "internal/halfway", "internal/history", "internal/journal", "internal/keyring", "internal/mined", "internal/mistake", "internal/network", "internal/ops", "internal/ops/newpool", "internal/ops/tokenset", "internal/ops/trade", "internal/ops/wallet", "internal/planfile", "internal/planner", "internal/planview", "internal/recognise", "internal/safe", "internal/signer", "internal/text", "internal/units"}, never: flags()},
		{of: "internal/offline", own: []string{"internal/chain", "internal/console", "internal/execution", "internal/failure", "internal/files", "internal/jsonkeys", "internal/keyring", "internal/network", "internal/ops", "internal/parse", "internal/planfile", "internal/planner", "internal/planview", "internal/signer", "internal/text", "internal/units"}, never: flags()},
		{of: "internal/explain", own: []string{"bindings/...", "internal/chain", "internal/chain/wire", "internal/config", "internal/console", "internal/decode", "internal/failure", "internal/findings", "internal/glossary", "internal/inspect", "internal/journal", "internal/named", "internal/nearest", "internal/network", "internal/ops", "internal/ops/wallet", "internal/parse", "internal/planner", "internal/planview", "internal/revert", "internal/safe", "internal/text", "internal/units"}, never: flags()},
		{of: "internal/discover", own: []string{"internal/chain", "internal/chain/wire", "internal/ops", "internal/units"}, never: append([]string{"os/...", "net/...", "log/..."}, flags()...)},
		{of: "internal/setup", own: []string{"internal/chain", "internal/chain/wire", "internal/config", "internal/console", "internal/discover", "internal/failure", "internal/files", "internal/named", "internal/network", "internal/ops", "internal/parse", "internal/planner", "internal/redact", "internal/text", "internal/units"}, never: append([]string{"os/exec", "net/..."}, flags()...)},
		{of: "internal/doctor", own: []string{"internal/anvil", "internal/chain", "internal/chain/wire", "internal/config", "internal/failure", "internal/fork", "internal/journal", "internal/keyring", "internal/network", "internal/ops", "internal/planner", "internal/reading", "internal/redact", "internal/redact/typed", "internal/safeservice", "internal/text", "internal/units"}, never: append([]string{"os/exec", "net/..."}, flags()...)},
		{of: "internal/inspect", own: []string{"internal/calendar", "internal/chain", "internal/chain/wire", "internal/config", "internal/console", "internal/effect", "internal/failure", "internal/feed", "internal/files", "internal/history", "internal/journal", "internal/liquidity", "internal/named", "internal/network", "internal/ops", "internal/ops/trade", "internal/oracle", "internal/parse", "internal/planner", "internal/planview", "internal/poolmath", "internal/request", "internal/safe", "internal/text", "internal/units"}, never: flags()},
		{of: "internal/rehearsal", own: []string{"internal/anvil", "internal/arbcost", "internal/batch", "internal/chain", "internal/chart", "internal/config", "internal/console", "internal/decode", "internal/exposure", "internal/failure", "internal/files", "internal/fork", "internal/network", "internal/ops", "internal/parse", "internal/planner", "internal/planview", "internal/policy", "internal/reading", "internal/recognise", "internal/report", "internal/request", "internal/safe", "internal/text", "internal/units"}, never: flags()},
		{of: "internal/safe/deed", own: []string{"internal/chain", "internal/decode"}, never: flags()},
		{of: "internal/safe/worth", own: []string{"internal/chain", "internal/decode", "internal/effect", "internal/explain", "internal/failure", "internal/liquidity", "internal/named", "internal/network", "internal/ops", "internal/ops/tokenset", "internal/parse", "internal/planner", "internal/safe/deed", "internal/text", "internal/units"}, never: append([]string{"context"}, flags()...)},
		{of: "internal/safe/review", own: []string{"bindings/...", "internal/arbcost", "internal/chain", "internal/chain/wire", "internal/config", "internal/decode", "internal/effect", "internal/explain", "internal/exposure", "internal/failure", "internal/named", "internal/network", "internal/ops", "internal/ops/newpool", "internal/ops/tokenset", "internal/ops/trade", "internal/ops/wallet", "internal/planner", "internal/planview", "internal/policy", "internal/reading", "internal/recognise", "internal/revert", "internal/safe", "internal/safe/deed", "internal/safe/worth", "internal/text", "internal/units"}, never: flags()},
		{of: "internal/safe/queue", own: []string{"internal/chain", "internal/console", "internal/decode", "internal/effect", "internal/explain", "internal/failure", "internal/network", "internal/ops", "internal/parse", "internal/planner", "internal/planview", "internal/reading", "internal/safe", "internal/safe/review", "internal/safeservice", "internal/text", "internal/units"}, never: flags()},
		{of: "internal/safe/signing", own: []string{"bindings/...", "internal/chain", "internal/config", "internal/console", "internal/decode", "internal/explain", "internal/failure", "internal/files", "internal/keyring", "internal/network", "internal/ops", "internal/ops/wallet", "internal/parse", "internal/planner", "internal/planview", "internal/reading", "internal/recognise", "internal/revert", "internal/safe", "internal/safe/queue", "internal/safe/review", "internal/safeservice", "internal/signer", "internal/text", "internal/units"}, never: flags()},
		{of: "internal/request", own: []string{"internal/batch", "internal/chain", "internal/config", "internal/effect", "internal/failure", "internal/feed", "internal/files", "internal/foreign", "internal/halfway", "internal/history", "internal/liquidity", "internal/named", "internal/network", "internal/ops", "internal/ops/assetmanager", "internal/ops/newpool", "internal/ops/tokenset", "internal/ops/trade", "internal/ops/wallet", "internal/parse", "internal/planner", "internal/poolfile", "internal/reading", "internal/renamed", "internal/safe", "internal/text", "internal/units"}, never: append([]string{"os/exec", "net/..."}, flags()...)},
		{of: "internal/completion", own: []string{"internal/config", "internal/execution", "internal/findings", "internal/glossary", "internal/journal", "internal/network", "internal/policy", "internal/recall", "internal/recipe", "internal/text"}, never: append([]string{"os/...", "net/...", "context"}, flags()...)},
		{of: "internal/study", own: []string{"internal/backtest", "internal/chain", "internal/config", "internal/console", "internal/failure", "internal/files", "internal/hindsight", "internal/history", "internal/market", "internal/named", "internal/network", "internal/ops", "internal/parse", "internal/planner", "internal/policy", "internal/poolfile", "internal/poolmath", "internal/report", "internal/strategy", "internal/stress", "internal/text", "internal/units"}, never: flags()},
		{of: "internal/poolplan", own: []string{"internal/backtest", "internal/batch", "internal/chain", "internal/config", "internal/failure", "internal/files", "internal/foreign", "internal/inspect", "internal/market", "internal/named", "internal/network", "internal/ops", "internal/parse", "internal/planner", "internal/planview", "internal/policy", "internal/poolfile", "internal/reading", "internal/recipe", "internal/request", "internal/safe", "internal/safe/queue", "internal/strategy", "internal/stress", "internal/text", "internal/units"}, never: append([]string{"net/..."}, flags()...)},
		{of: "internal/schema", own: []string{"internal/console", "internal/doctor", "internal/execution", "internal/explain", "internal/inspect", "internal/offline", "internal/ops", "internal/planner", "internal/planview", "internal/poolplan", "internal/recipe", "internal/render", "internal/report", "internal/request", "internal/safe/queue", "internal/safe/review", "internal/safe/signing", "internal/setup", "internal/units"}, foreign: []string{"github.com/google/jsonschema-go/jsonschema"}, never: append([]string{"os/...", "context"}, flags()...)},
	}
}

// faceRules are for packages that show results.
func faceRules() []importRule {
	return []importRule{
		{of: "internal/render", own: []string{"internal/config", "internal/devnet", "internal/files", "internal/network", "internal/ops", "internal/planview", "internal/text"}, never: append([]string{"os/...", "context"}, flags()...)},
		{of: "internal/report", own: []string{"internal/arbcost", "internal/backtest", "internal/chart", "internal/effect", "internal/explain", "internal/failure", "internal/fork", "internal/hindsight", "internal/liquidity", "internal/market", "internal/named", "internal/network", "internal/ops", "internal/planner", "internal/planview", "internal/stress", "internal/text", "internal/units"}, never: append([]string{"os/...", "context"}, flags()...)},
		{of: "bindings/...", foreign: []string{ethereum}},
		{of: "internal/bench", own: []string{"internal/..."}, never: tests()},
		{of: "cmd/mpool", own: []string{"bindings/...", "internal/..."}, never: tests()},
	}
}

// mayImportSigner lists the packages that can spend. cmd/mpool has the flags that name a signer, and
// passes on a key that is open already.
func mayImportSigner() []string {
	return []string{"internal/keyring", "internal/execution", "internal/offline", "internal/safe/signing", "cmd/mpool"}
}

// Every package imports only what its rule allows; docs/architecture.md has the reasons.
func TestImports(t *testing.T) {
	for file, imports := range importsOfModule(t) {
		rule, found := ruleFor(path.Dir(file))
		if !found {
			t.Errorf("%s: no rule says what %s may import", file, path.Dir(file))
			continue
		}
		for _, imported := range imports {
			if !rule.allows(imported) {
				t.Errorf("%s may not import %s", file, imported)
			}
			if imported == "mpool/internal/signer" && !slices.Contains(mayImportSigner(), path.Dir(file)) {
				t.Errorf("%s may not sign: only %q import internal/signer", file, mayImportSigner())
			}
		}
	}
}

// Packages of the core get the time as a value and never read the clock.
func TestCoreHasNoClock(t *testing.T) {
	files, err := filepath.Glob("../../internal/ops/*.go")
	below, err2 := filepath.Glob("../../internal/ops/*/*.go")
	if files = append(files, below...); err != nil || err2 != nil || len(below) == 0 {
		t.Fatal(files, err, err2)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "time.Now(") || strings.Contains(string(text), "time.Since(") {
			t.Errorf("%s asks for the time", file)
		}
	}
}

// Each rule rejects an example, so that a mistake in a rule shows.
func TestImportRules(t *testing.T) {
	tests := []struct {
		of, imported string
		want         bool
	}{
		{"internal/poolmath", "github.com/holiman/uint256", true},
		{"internal/poolmath", "math/big", false},
		{"internal/poolmath", "mpool/internal/ops", false},
		{"internal/ops", "mpool/internal/poolmath", true},
		{"internal/ops", "mpool/bindings/vault", true},
		{"internal/ops", "mpool/internal/chain", false},
		{"internal/ops", "context", false},
		{"internal/ops", "net/http", false},
		{"internal/ops", "os", false},
		{"internal/ops", "github.com/ethereum/go-ethereum/rpc", false},
		{"internal/decode", "mpool/bindings/vault", true},
		{"internal/decode", "mpool/internal/chain", false},
		{"internal/decode", "context", false},
		{"internal/chain", "mpool/internal/signer", false},
		{"internal/safe", "mpool/internal/ops", true},
		{"internal/safe", "mpool/internal/chain", false},
		{"internal/safe", "net/http", false},
		{"internal/signer", "mpool/internal/ops", false},
		{"internal/signer", "github.com/spf13/pflag", false},
		{"internal/journal", "github.com/ethereum/go-ethereum/common", true},
		{"internal/journal", "mpool/internal/signer", false},
		{"cmd/mpool", "mpool/internal/chain", true},
		{"cmd/mpool", "mpool/internal/faultproxy", false},
		{"cmd/mpool", "mpool/internal/devnet/gethtest", false},
		{"internal/devnet", "mpool/internal/devnet/gethtest", false},
	}
	for _, test := range tests {
		rule, _ := ruleFor(test.of)
		if got := rule.allows(test.imported); got != test.want {
			t.Errorf("%s imports %s: allowed %v", test.of, test.imported, got)
		}
	}
}

func ruleFor(dir string) (importRule, bool) {
	for _, rule := range importRules() {
		if matches(rule.of, dir) {
			return rule, true
		}
	}
	return importRule{}, false
}

func (r importRule) allows(imported string) bool {
	if anyMatches(r.never, imported) {
		return false
	}
	if own, isOwn := strings.CutPrefix(imported, "mpool/"); isOwn {
		return anyMatches(r.own, own)
	}
	if first, _, _ := strings.Cut(imported, "/"); strings.Contains(first, ".") {
		return r.foreign == nil || anyMatches(r.foreign, imported)
	}
	return r.standard == nil || anyMatches(r.standard, imported)
}

func anyMatches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matches(pattern, name) })
}

func matches(pattern, name string) bool {
	prefix, below := strings.CutSuffix(pattern, "/...")
	return name == prefix || below && strings.HasPrefix(name, prefix+"/")
}

// importsOfModule lists the imports of each file of the program, without tests.
func importsOfModule(t *testing.T) map[string][]string {
	t.Helper()
	root := "../.."
	found := map[string][]string{}
	for _, top := range []string{"bindings", "cmd", "internal"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(file string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
				return err
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			name, err := filepath.Rel(root, file)
			found[filepath.ToSlash(name)] = pathsOf(parsed.Imports)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func pathsOf(specs []*ast.ImportSpec) []string {
	var paths []string
	for _, spec := range specs {
		name, _ := strconv.Unquote(spec.Path.Value) // the parser has checked the quotes
		paths = append(paths, name)
	}
	return paths
}
