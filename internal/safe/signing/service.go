package signing

import (
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/keyring"
	"mpool/internal/safeservice"
)

// ServiceOf returns a client of the configured transaction service. Its key is a secret of the
// environment.
func ServiceOf(settings *config.Settings, opener *keyring.Opener) (*safeservice.Client, error) {
	if settings.SafeService == "" {
		return nil, failure.Usage("missing transaction service").WithHint("add --service URL, or set MPOOL_SAFE_TRANSACTION_SERVICE or safe_transaction_service in the configuration")
	}
	key, _ := opener.SecretEnv("SAFE_TRANSACTION_SERVICE_API_KEY")
	service, err := safeservice.New(settings.SafeService, key)
	if err != nil {
		return nil, failure.Usage("%s", err).Because(err)
	}
	return service, nil
}
