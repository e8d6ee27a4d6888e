package execution

import (
	"mpool/internal/journal"
)

func NewNothingLeft(entry journal.Entry) *NothingLeft {
	if entry.ID == "" {
		return &NothingLeft{}
	}
	return &NothingLeft{ID: entry.ID, Revoke: leftBy(entry.Status)}
}
