package poolplan

import (
	"context"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/planner"
	"mpool/internal/request"
)

// listed is a Node whose pool has these members on its allowlist, as earlier plans of a file leave it.
type listed struct {
	request.Node
	members []common.Address
}

// Allowlist returns the predicted members.
func (l listed) Allowlist(context.Context, *planner.Past) (*planner.Allowlist, error) {
	list := new(planner.Allowlist)
	for _, a := range l.members {
		list.Entries = append(list.Entries, planner.AllowlistEntry{Address: a, Listed: true, Allowed: true})
	}
	return list, nil
}

// listing gives a target the predicted members, if the file names members.
func listing(on *request.Target, f *File, members []common.Address) *request.Target {
	if f.Want.Members != nil || f.Want.Complete {
		on.Node = listed{on.Node, members}
	}
	return on
}
