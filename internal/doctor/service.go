package doctor

import (
	"context"

	"mpool/internal/failure"
	"mpool/internal/safeservice"
	"mpool/internal/text"
)

// nameService is the name of the check of the transaction service.
const nameService = "Safe service"

// service checks the configured transaction service; there is no check without one.
func (d *Doctor) service(ctx context.Context) []Check {
	if d.Settings.SafeService == "" {
		return nil
	}
	key, _ := d.Keys.SecretEnv("SAFE_TRANSACTION_SERVICE_API_KEY")
	client, err := safeservice.New(d.Settings.SafeService, key)
	if err != nil {
		return []Check{refused(nameService, err.Error(), "correct safe_transaction_service in the configuration (MPOOL_SAFE_TRANSACTION_SERVICE)")}
	}
	defer client.Close()
	version, err := client.About(ctx)
	return []Check{judgeService(version, err)}
}

// judgeService checks the answer of the transaction service.
func judgeService(version string, err error) Check {
	if err == nil {
		return ok(nameService, "the Safe transaction service answers, version "+text.Quote(version))
	}
	remedy := failure.HintOf(err)
	if remedy == "" {
		remedy = "check safe_transaction_service in the configuration (MPOOL_SAFE_TRANSACTION_SERVICE)"
	}
	return warning(nameService, err.Error(), remedy)
}
