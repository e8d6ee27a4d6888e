package safe

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
)

// Version is the version of a Safe's contract, as VERSION() answers it: "1.3.0", or
// "1.3.0+L2" for the variant that logs its actions.
type Version struct{ Major, Minor, Patch int }

// ParseVersion reads what VERSION() answers. Versions before 1.0.0 hash another
// struct and are refused, as are those after 1.x, which nobody has seen.
func ParseVersion(text string) (Version, error) {
	number, _, _ := strings.Cut(text, "+")
	parts := strings.Split(number, ".")
	var v [3]int
	ok := len(parts) == len(v)
	for i := range v {
		if ok {
			n, err := strconv.ParseUint(parts[i], 10, 16)
			v[i], ok = int(n), err == nil
		}
	}
	if !ok {
		return Version{}, fmt.Errorf("%q is not a valid Safe version", clip(text))
	}
	if v[0] != 1 {
		return Version{}, fmt.Errorf("unsupported Safe version %s: mpool supports 1.0.0 up to 2.0.0 (excluded)", clip(text))
	}
	return Version{v[0], v[1], v[2]}, nil
}

func (v Version) String() string { return fmt.Sprintf("%d.%d.%d", v.Major, v.Minor, v.Patch) }

// OnAnyChain says that what its owners sign holds on every chain where the same Safe
// is: before 1.3.0 the hash leaves the chain out.
func (v Version) OnAnyChain() bool { return v.Before(3) }

// Before says whether a version is older than 1.minor.
func (v Version) Before(minor int) bool { return v.Minor < minor }

// MultiSendCallOnly is where the Safe project has put the contract that makes
// several calls and no delegate call, for Safes of a version. Any of them works
// with any Safe, and Safes before 1.3.0 have none of their own. A chain on which
// it is not deployed needs another one: that code is there is not known here.
func (v Version) MultiSendCallOnly() common.Address {
	switch {
	case v.Before(4):
		return common.HexToAddress("0x40A2aCCbd92BCA938b02010E17A5b8929b49130D")
	case v.Before(5):
		return common.HexToAddress("0x9641d764fc13c8B624c04430C7356C1C7C8102e2")
	}
	return common.HexToAddress("0xA83c336B20401Af773B6219BA5027174338D1836")
}

// MultiSendCode names the contract that has this code, or is "". Whatever a Safe
// delegates to can take all that it has, so that only the published code counts,
// wherever it is.
func MultiSendCode(hash common.Hash) string {
	switch hash {
	case common.HexToHash("0xa9865ac2d9c7a1591619b188c4d88167b50df6cc0c5327fcbd1c8c75f7c066ad"):
		return "MultiSendCallOnly 1.3.0"
	case common.HexToHash("0x064ddbf252714bcd4cb79f679e8c12df96d998ce07bbb13b3118c1dbf4a31942"):
		return "MultiSendCallOnly 1.3.0 for zkSync"
	case common.HexToHash("0xecd5bd14a08c5d2122379900b2f272bdf107a7e92423c10dd5fe3254386c9939"):
		return "MultiSendCallOnly 1.4.1"
	case common.HexToHash("0xcdbdcec38d2f1c7d961b0029ff8416b7e86e9974d6f0e9c9580c7d17fcfb6663"):
		return "MultiSendCallOnly 1.5.0"
	}
	return ""
}

// clip bounds hostile text within an error.
func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
