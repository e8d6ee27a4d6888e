package queue

import (
	"fmt"

	"mpool/internal/console"
	"mpool/internal/network"
	"mpool/internal/safeservice"
)

// WarnElsewhere warns if a development chain's transactions are looked for at a service on another
// machine, which knows only real chains.
func WarnElsewhere(ui *console.Console, on network.ID, service *safeservice.Client) {
	if on.ForDevelopment() && service.Remote() {
		ui.Warn("service.elsewhere", "%s is a development chain, but the transaction service %s is on another machine: it belongs to another chain", on, fmt.Sprint(service))
	}
}
