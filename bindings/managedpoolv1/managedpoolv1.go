// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package managedpoolv1

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// IPoolSwapStructsSwapRequest is an auto generated low-level Go binding around an user-defined struct.
type IPoolSwapStructsSwapRequest struct {
	Kind            uint8
	TokenIn         common.Address
	TokenOut        common.Address
	Amount          *big.Int
	PoolId          [32]byte
	LastChangeBlock *big.Int
	From            common.Address
	To              common.Address
	UserData        []byte
}

// ManagedPoolSettingsNewPoolParams is an auto generated low-level Go binding around an user-defined struct.
type ManagedPoolSettingsNewPoolParams struct {
	Name                       string
	Symbol                     string
	Tokens                     []common.Address
	NormalizedWeights          []*big.Int
	AssetManagers              []common.Address
	SwapFeePercentage          *big.Int
	SwapEnabledOnStart         bool
	MustAllowlistLPs           bool
	ManagementAumFeePercentage *big.Int
	AumFeeId                   *big.Int
}

// ManagedPoolMetaData contains all meta data concerning the ManagedPool contract.
var ManagedPoolMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"components\":[{\"internalType\":\"string\",\"name\":\"name\",\"type\":\"string\"},{\"internalType\":\"string\",\"name\":\"symbol\",\"type\":\"string\"},{\"internalType\":\"contractIERC20[]\",\"name\":\"tokens\",\"type\":\"address[]\"},{\"internalType\":\"uint256[]\",\"name\":\"normalizedWeights\",\"type\":\"uint256[]\"},{\"internalType\":\"address[]\",\"name\":\"assetManagers\",\"type\":\"address[]\"},{\"internalType\":\"uint256\",\"name\":\"swapFeePercentage\",\"type\":\"uint256\"},{\"internalType\":\"bool\",\"name\":\"swapEnabledOnStart\",\"type\":\"bool\"},{\"internalType\":\"bool\",\"name\":\"mustAllowlistLPs\",\"type\":\"bool\"},{\"internalType\":\"uint256\",\"name\":\"managementAumFeePercentage\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"aumFeeId\",\"type\":\"uint256\"}],\"internalType\":\"structManagedPoolSettings.NewPoolParams\",\"name\":\"params\",\"type\":\"tuple\"},{\"internalType\":\"contractIVault\",\"name\":\"vault\",\"type\":\"address\"},{\"internalType\":\"contractIProtocolFeePercentagesProvider\",\"name\":\"protocolFeeProvider\",\"type\":\"address\"},{\"internalType\":\"contractIExternalWeightedMath\",\"name\":\"weightedMath\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"pauseWindowDuration\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"bufferPeriodDuration\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"member\",\"type\":\"address\"}],\"name\":\"AllowlistAddressAdded\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"member\",\"type\":\"address\"}],\"name\":\"AllowlistAddressRemoved\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Approval\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"contractIERC20\",\"name\":\"token\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"bptPrice\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"lowerBoundPercentage\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"upperBoundPercentage\",\"type\":\"uint256\"}],\"name\":\"CircuitBreakerSet\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"startTime\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"endTime\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"startSwapFeePercentage\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"endSwapFeePercentage\",\"type\":\"uint256\"}],\"name\":\"GradualSwapFeeUpdateScheduled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"startTime\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"endTime\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256[]\",\"name\":\"startWeights\",\"type\":\"uint256[]\"},{\"indexed\":false,\"internalType\":\"uint256[]\",\"name\":\"endWeights\",\"type\":\"uint256[]\"}],\"name\":\"GradualWeightUpdateScheduled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"bptAmount\",\"type\":\"uint256\"}],\"name\":\"ManagementAumFeeCollected\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"managementAumFeePercentage\",\"type\":\"uint256\"}],\"name\":\"ManagementAumFeePercentageChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"mustAllowlistLPs\",\"type\":\"bool\"}],\"name\":\"MustAllowlistLPsSet\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"paused\",\"type\":\"bool\"}],\"name\":\"PausedStateChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"feeCache\",\"type\":\"bytes32\"}],\"name\":\"ProtocolFeePercentageCacheUpdated\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"enabled\",\"type\":\"bool\"}],\"name\":\"RecoveryModeStateChanged\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"swapEnabled\",\"type\":\"bool\"}],\"name\":\"SwapEnabledSet\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"contractIERC20\",\"name\":\"token\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"normalizedWeight\",\"type\":\"uint256\"}],\"name\":\"TokenAdded\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"contractIERC20\",\"name\":\"token\",\"type\":\"address\"}],\"name\":\"TokenRemoved\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Transfer\",\"type\":\"event\"},{\"inputs\":[],\"name\":\"DOMAIN_SEPARATOR\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"member\",\"type\":\"address\"}],\"name\":\"addAllowedAddress\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIERC20\",\"name\":\"tokenToAdd\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"assetManager\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"tokenToAddNormalizedWeight\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"mintAmount\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"}],\"name\":\"addToken\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"allowance\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"approve\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"balanceOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"collectAumManagementFees\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"decimals\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"decreaseAllowance\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"disableRecoveryMode\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"enableRecoveryMode\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes4\",\"name\":\"selector\",\"type\":\"bytes4\"}],\"name\":\"getActionId\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getActualSupply\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getAuthorizer\",\"outputs\":[{\"internalType\":\"contractIAuthorizer\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIERC20\",\"name\":\"token\",\"type\":\"address\"}],\"name\":\"getCircuitBreakerState\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"bptPrice\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"referenceWeight\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"lowerBound\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"upperBound\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"lowerBptPriceBound\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"upperBptPriceBound\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getDomainSeparator\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getGradualSwapFeeUpdateParams\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"startTime\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"endTime\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"startSwapFeePercentage\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"endSwapFeePercentage\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getGradualWeightUpdateParams\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"startTime\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"endTime\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"startWeights\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256[]\",\"name\":\"endWeights\",\"type\":\"uint256[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getManagementAumFeeParams\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"aumFeePercentage\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"lastCollectionTimestamp\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getMustAllowlistLPs\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"getNextNonce\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getNormalizedWeights\",\"outputs\":[{\"internalType\":\"uint256[]\",\"name\":\"\",\"type\":\"uint256[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getOwner\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getPausedState\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"paused\",\"type\":\"bool\"},{\"internalType\":\"uint256\",\"name\":\"pauseWindowEndTime\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"bufferPeriodEndTime\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getPoolId\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"feeType\",\"type\":\"uint256\"}],\"name\":\"getProtocolFeePercentageCache\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getProtocolFeesCollector\",\"outputs\":[{\"internalType\":\"contractIProtocolFeesCollector\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"feeType\",\"type\":\"uint256\"}],\"name\":\"getProviderFeeId\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getScalingFactors\",\"outputs\":[{\"internalType\":\"uint256[]\",\"name\":\"\",\"type\":\"uint256[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getSwapEnabled\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getSwapFeePercentage\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"getVault\",\"outputs\":[{\"internalType\":\"contractIVault\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"inRecoveryMode\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"addedValue\",\"type\":\"uint256\"}],\"name\":\"increaseAllowance\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"member\",\"type\":\"address\"}],\"name\":\"isAddressOnAllowlist\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"name\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"nonces\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"},{\"internalType\":\"uint256[]\",\"name\":\"balances\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"}],\"name\":\"onExitPool\",\"outputs\":[{\"internalType\":\"uint256[]\",\"name\":\"amountsOut\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256[]\",\"name\":\"dueProtocolFees\",\"type\":\"uint256[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"internalType\":\"uint256[]\",\"name\":\"balances\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"}],\"name\":\"onJoinPool\",\"outputs\":[{\"internalType\":\"uint256[]\",\"name\":\"amountsIn\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256[]\",\"name\":\"dueProtocolFees\",\"type\":\"uint256[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"enumIVault.SwapKind\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"contractIERC20\",\"name\":\"tokenIn\",\"type\":\"address\"},{\"internalType\":\"contractIERC20\",\"name\":\"tokenOut\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"lastChangeBlock\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"}],\"internalType\":\"structIPoolSwapStructs.SwapRequest\",\"name\":\"request\",\"type\":\"tuple\"},{\"internalType\":\"uint256[]\",\"name\":\"balances\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"indexIn\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"indexOut\",\"type\":\"uint256\"}],\"name\":\"onSwap\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"enumIVault.SwapKind\",\"name\":\"kind\",\"type\":\"uint8\"},{\"internalType\":\"contractIERC20\",\"name\":\"tokenIn\",\"type\":\"address\"},{\"internalType\":\"contractIERC20\",\"name\":\"tokenOut\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"poolId\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"lastChangeBlock\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"}],\"internalType\":\"structIPoolSwapStructs.SwapRequest\",\"name\":\"request\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"balanceTokenIn\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"balanceTokenOut\",\"type\":\"uint256\"}],\"name\":\"onSwap\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"pause\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"uint8\",\"name\":\"v\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"s\",\"type\":\"bytes32\"}],\"name\":\"permit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"},{\"internalType\":\"uint256[]\",\"name\":\"balances\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"}],\"name\":\"queryExit\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"bptIn\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"amountsOut\",\"type\":\"uint256[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"},{\"internalType\":\"uint256[]\",\"name\":\"balances\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"userData\",\"type\":\"bytes\"}],\"name\":\"queryJoin\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"bptOut\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"amountsIn\",\"type\":\"uint256[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"member\",\"type\":\"address\"}],\"name\":\"removeAllowedAddress\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIERC20\",\"name\":\"tokenToRemove\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"burnAmount\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"}],\"name\":\"removeToken\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIERC20[]\",\"name\":\"tokens\",\"type\":\"address[]\"},{\"internalType\":\"uint256[]\",\"name\":\"bptPrices\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256[]\",\"name\":\"lowerBoundPercentages\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256[]\",\"name\":\"upperBoundPercentages\",\"type\":\"uint256[]\"}],\"name\":\"setCircuitBreakers\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"managementAumFeePercentage\",\"type\":\"uint256\"}],\"name\":\"setManagementAumFeePercentage\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bool\",\"name\":\"mustAllowlistLPs\",\"type\":\"bool\"}],\"name\":\"setMustAllowlistLPs\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bool\",\"name\":\"swapEnabled\",\"type\":\"bool\"}],\"name\":\"setSwapEnabled\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"symbol\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"totalSupply\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"transfer\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"transferFrom\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"unpause\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"updateProtocolFeePercentageCache\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"startTime\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"endTime\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"startSwapFeePercentage\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"endSwapFeePercentage\",\"type\":\"uint256\"}],\"name\":\"updateSwapFeeGradually\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"startTime\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"endTime\",\"type\":\"uint256\"},{\"internalType\":\"contractIERC20[]\",\"name\":\"tokens\",\"type\":\"address[]\"},{\"internalType\":\"uint256[]\",\"name\":\"endWeights\",\"type\":\"uint256[]\"}],\"name\":\"updateWeightsGradually\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"}]",
	ID:  "ManagedPool",
}

// ManagedPool is an auto generated Go binding around an Ethereum contract.
type ManagedPool struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *ManagedPool) GetABI() abi.ABI {
	return c.abi
}

// NewManagedPool creates a new instance of ManagedPool.
func NewManagedPool() *ManagedPool {
	parsed, err := ManagedPoolMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &ManagedPool{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *ManagedPool) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor((string,string,address[],uint256[],address[],uint256,bool,bool,uint256,uint256) params, address vault, address protocolFeeProvider, address weightedMath, address owner, uint256 pauseWindowDuration, uint256 bufferPeriodDuration) returns()
func (managedPool *ManagedPool) PackConstructor(params ManagedPoolSettingsNewPoolParams, vault common.Address, protocolFeeProvider common.Address, weightedMath common.Address, owner common.Address, pauseWindowDuration *big.Int, bufferPeriodDuration *big.Int) []byte {
	enc, err := managedPool.abi.Pack("", params, vault, protocolFeeProvider, weightedMath, owner, pauseWindowDuration, bufferPeriodDuration)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackDOMAINSEPARATOR is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3644e515.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function DOMAIN_SEPARATOR() view returns(bytes32)
func (managedPool *ManagedPool) PackDOMAINSEPARATOR() []byte {
	enc, err := managedPool.abi.Pack("DOMAIN_SEPARATOR")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDOMAINSEPARATOR is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3644e515.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function DOMAIN_SEPARATOR() view returns(bytes32)
func (managedPool *ManagedPool) TryPackDOMAINSEPARATOR() ([]byte, error) {
	return managedPool.abi.Pack("DOMAIN_SEPARATOR")
}

// UnpackDOMAINSEPARATOR is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3644e515.
//
// Solidity: function DOMAIN_SEPARATOR() view returns(bytes32)
func (managedPool *ManagedPool) UnpackDOMAINSEPARATOR(data []byte) ([32]byte, error) {
	out, err := managedPool.abi.Unpack("DOMAIN_SEPARATOR", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackAddAllowedAddress is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x81788e2b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function addAllowedAddress(address member) returns()
func (managedPool *ManagedPool) PackAddAllowedAddress(member common.Address) []byte {
	enc, err := managedPool.abi.Pack("addAllowedAddress", member)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAddAllowedAddress is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x81788e2b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function addAllowedAddress(address member) returns()
func (managedPool *ManagedPool) TryPackAddAllowedAddress(member common.Address) ([]byte, error) {
	return managedPool.abi.Pack("addAllowedAddress", member)
}

// PackAddToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x34a36df8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function addToken(address tokenToAdd, address assetManager, uint256 tokenToAddNormalizedWeight, uint256 mintAmount, address recipient) returns()
func (managedPool *ManagedPool) PackAddToken(tokenToAdd common.Address, assetManager common.Address, tokenToAddNormalizedWeight *big.Int, mintAmount *big.Int, recipient common.Address) []byte {
	enc, err := managedPool.abi.Pack("addToken", tokenToAdd, assetManager, tokenToAddNormalizedWeight, mintAmount, recipient)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAddToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x34a36df8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function addToken(address tokenToAdd, address assetManager, uint256 tokenToAddNormalizedWeight, uint256 mintAmount, address recipient) returns()
func (managedPool *ManagedPool) TryPackAddToken(tokenToAdd common.Address, assetManager common.Address, tokenToAddNormalizedWeight *big.Int, mintAmount *big.Int, recipient common.Address) ([]byte, error) {
	return managedPool.abi.Pack("addToken", tokenToAdd, assetManager, tokenToAddNormalizedWeight, mintAmount, recipient)
}

// PackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (managedPool *ManagedPool) PackAllowance(owner common.Address, spender common.Address) []byte {
	enc, err := managedPool.abi.Pack("allowance", owner, spender)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (managedPool *ManagedPool) TryPackAllowance(owner common.Address, spender common.Address) ([]byte, error) {
	return managedPool.abi.Pack("allowance", owner, spender)
}

// UnpackAllowance is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdd62ed3e.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (managedPool *ManagedPool) UnpackAllowance(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("allowance", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approve(address spender, uint256 amount) returns(bool)
func (managedPool *ManagedPool) PackApprove(spender common.Address, amount *big.Int) []byte {
	enc, err := managedPool.abi.Pack("approve", spender, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approve(address spender, uint256 amount) returns(bool)
func (managedPool *ManagedPool) TryPackApprove(spender common.Address, amount *big.Int) ([]byte, error) {
	return managedPool.abi.Pack("approve", spender, amount)
}

// UnpackApprove is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x095ea7b3.
//
// Solidity: function approve(address spender, uint256 amount) returns(bool)
func (managedPool *ManagedPool) UnpackApprove(data []byte) (bool, error) {
	out, err := managedPool.abi.Unpack("approve", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (managedPool *ManagedPool) PackBalanceOf(account common.Address) []byte {
	enc, err := managedPool.abi.Pack("balanceOf", account)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (managedPool *ManagedPool) TryPackBalanceOf(account common.Address) ([]byte, error) {
	return managedPool.abi.Pack("balanceOf", account)
}

// UnpackBalanceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70a08231.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (managedPool *ManagedPool) UnpackBalanceOf(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("balanceOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackCollectAumManagementFees is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x73656f89.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function collectAumManagementFees() returns(uint256)
func (managedPool *ManagedPool) PackCollectAumManagementFees() []byte {
	enc, err := managedPool.abi.Pack("collectAumManagementFees")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCollectAumManagementFees is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x73656f89.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function collectAumManagementFees() returns(uint256)
func (managedPool *ManagedPool) TryPackCollectAumManagementFees() ([]byte, error) {
	return managedPool.abi.Pack("collectAumManagementFees")
}

// UnpackCollectAumManagementFees is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x73656f89.
//
// Solidity: function collectAumManagementFees() returns(uint256)
func (managedPool *ManagedPool) UnpackCollectAumManagementFees(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("collectAumManagementFees", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decimals() view returns(uint8)
func (managedPool *ManagedPool) PackDecimals() []byte {
	enc, err := managedPool.abi.Pack("decimals")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decimals() view returns(uint8)
func (managedPool *ManagedPool) TryPackDecimals() ([]byte, error) {
	return managedPool.abi.Pack("decimals")
}

// UnpackDecimals is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x313ce567.
//
// Solidity: function decimals() view returns(uint8)
func (managedPool *ManagedPool) UnpackDecimals(data []byte) (uint8, error) {
	out, err := managedPool.abi.Unpack("decimals", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackDecreaseAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa457c2d7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decreaseAllowance(address spender, uint256 amount) returns(bool)
func (managedPool *ManagedPool) PackDecreaseAllowance(spender common.Address, amount *big.Int) []byte {
	enc, err := managedPool.abi.Pack("decreaseAllowance", spender, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecreaseAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa457c2d7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decreaseAllowance(address spender, uint256 amount) returns(bool)
func (managedPool *ManagedPool) TryPackDecreaseAllowance(spender common.Address, amount *big.Int) ([]byte, error) {
	return managedPool.abi.Pack("decreaseAllowance", spender, amount)
}

// UnpackDecreaseAllowance is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa457c2d7.
//
// Solidity: function decreaseAllowance(address spender, uint256 amount) returns(bool)
func (managedPool *ManagedPool) UnpackDecreaseAllowance(data []byte) (bool, error) {
	out, err := managedPool.abi.Unpack("decreaseAllowance", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackDisableRecoveryMode is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb7b814fc.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function disableRecoveryMode() returns()
func (managedPool *ManagedPool) PackDisableRecoveryMode() []byte {
	enc, err := managedPool.abi.Pack("disableRecoveryMode")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDisableRecoveryMode is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb7b814fc.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function disableRecoveryMode() returns()
func (managedPool *ManagedPool) TryPackDisableRecoveryMode() ([]byte, error) {
	return managedPool.abi.Pack("disableRecoveryMode")
}

// PackEnableRecoveryMode is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x54a844ba.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function enableRecoveryMode() returns()
func (managedPool *ManagedPool) PackEnableRecoveryMode() []byte {
	enc, err := managedPool.abi.Pack("enableRecoveryMode")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackEnableRecoveryMode is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x54a844ba.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function enableRecoveryMode() returns()
func (managedPool *ManagedPool) TryPackEnableRecoveryMode() ([]byte, error) {
	return managedPool.abi.Pack("enableRecoveryMode")
}

// PackGetActionId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x851c1bb3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getActionId(bytes4 selector) view returns(bytes32)
func (managedPool *ManagedPool) PackGetActionId(selector [4]byte) []byte {
	enc, err := managedPool.abi.Pack("getActionId", selector)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetActionId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x851c1bb3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getActionId(bytes4 selector) view returns(bytes32)
func (managedPool *ManagedPool) TryPackGetActionId(selector [4]byte) ([]byte, error) {
	return managedPool.abi.Pack("getActionId", selector)
}

// UnpackGetActionId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x851c1bb3.
//
// Solidity: function getActionId(bytes4 selector) view returns(bytes32)
func (managedPool *ManagedPool) UnpackGetActionId(data []byte) ([32]byte, error) {
	out, err := managedPool.abi.Unpack("getActionId", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackGetActualSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x876f303b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getActualSupply() view returns(uint256)
func (managedPool *ManagedPool) PackGetActualSupply() []byte {
	enc, err := managedPool.abi.Pack("getActualSupply")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetActualSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x876f303b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getActualSupply() view returns(uint256)
func (managedPool *ManagedPool) TryPackGetActualSupply() ([]byte, error) {
	return managedPool.abi.Pack("getActualSupply")
}

// UnpackGetActualSupply is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x876f303b.
//
// Solidity: function getActualSupply() view returns(uint256)
func (managedPool *ManagedPool) UnpackGetActualSupply(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("getActualSupply", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackGetAuthorizer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaaabadc5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getAuthorizer() view returns(address)
func (managedPool *ManagedPool) PackGetAuthorizer() []byte {
	enc, err := managedPool.abi.Pack("getAuthorizer")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetAuthorizer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xaaabadc5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getAuthorizer() view returns(address)
func (managedPool *ManagedPool) TryPackGetAuthorizer() ([]byte, error) {
	return managedPool.abi.Pack("getAuthorizer")
}

// UnpackGetAuthorizer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xaaabadc5.
//
// Solidity: function getAuthorizer() view returns(address)
func (managedPool *ManagedPool) UnpackGetAuthorizer(data []byte) (common.Address, error) {
	out, err := managedPool.abi.Unpack("getAuthorizer", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackGetCircuitBreakerState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xebf1b742.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getCircuitBreakerState(address token) view returns(uint256 bptPrice, uint256 referenceWeight, uint256 lowerBound, uint256 upperBound, uint256 lowerBptPriceBound, uint256 upperBptPriceBound)
func (managedPool *ManagedPool) PackGetCircuitBreakerState(token common.Address) []byte {
	enc, err := managedPool.abi.Pack("getCircuitBreakerState", token)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetCircuitBreakerState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xebf1b742.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getCircuitBreakerState(address token) view returns(uint256 bptPrice, uint256 referenceWeight, uint256 lowerBound, uint256 upperBound, uint256 lowerBptPriceBound, uint256 upperBptPriceBound)
func (managedPool *ManagedPool) TryPackGetCircuitBreakerState(token common.Address) ([]byte, error) {
	return managedPool.abi.Pack("getCircuitBreakerState", token)
}

// GetCircuitBreakerStateOutput serves as a container for the return parameters of contract
// method GetCircuitBreakerState.
type GetCircuitBreakerStateOutput struct {
	BptPrice           *big.Int
	ReferenceWeight    *big.Int
	LowerBound         *big.Int
	UpperBound         *big.Int
	LowerBptPriceBound *big.Int
	UpperBptPriceBound *big.Int
}

// UnpackGetCircuitBreakerState is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xebf1b742.
//
// Solidity: function getCircuitBreakerState(address token) view returns(uint256 bptPrice, uint256 referenceWeight, uint256 lowerBound, uint256 upperBound, uint256 lowerBptPriceBound, uint256 upperBptPriceBound)
func (managedPool *ManagedPool) UnpackGetCircuitBreakerState(data []byte) (GetCircuitBreakerStateOutput, error) {
	out, err := managedPool.abi.Unpack("getCircuitBreakerState", data)
	outstruct := new(GetCircuitBreakerStateOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.BptPrice = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.ReferenceWeight = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.LowerBound = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	outstruct.UpperBound = abi.ConvertType(out[3], new(big.Int)).(*big.Int)
	outstruct.LowerBptPriceBound = abi.ConvertType(out[4], new(big.Int)).(*big.Int)
	outstruct.UpperBptPriceBound = abi.ConvertType(out[5], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackGetDomainSeparator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xed24911d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getDomainSeparator() view returns(bytes32)
func (managedPool *ManagedPool) PackGetDomainSeparator() []byte {
	enc, err := managedPool.abi.Pack("getDomainSeparator")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetDomainSeparator is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xed24911d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getDomainSeparator() view returns(bytes32)
func (managedPool *ManagedPool) TryPackGetDomainSeparator() ([]byte, error) {
	return managedPool.abi.Pack("getDomainSeparator")
}

// UnpackGetDomainSeparator is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xed24911d.
//
// Solidity: function getDomainSeparator() view returns(bytes32)
func (managedPool *ManagedPool) UnpackGetDomainSeparator(data []byte) ([32]byte, error) {
	out, err := managedPool.abi.Unpack("getDomainSeparator", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackGetGradualSwapFeeUpdateParams is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6a2efb2c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getGradualSwapFeeUpdateParams() view returns(uint256 startTime, uint256 endTime, uint256 startSwapFeePercentage, uint256 endSwapFeePercentage)
func (managedPool *ManagedPool) PackGetGradualSwapFeeUpdateParams() []byte {
	enc, err := managedPool.abi.Pack("getGradualSwapFeeUpdateParams")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetGradualSwapFeeUpdateParams is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6a2efb2c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getGradualSwapFeeUpdateParams() view returns(uint256 startTime, uint256 endTime, uint256 startSwapFeePercentage, uint256 endSwapFeePercentage)
func (managedPool *ManagedPool) TryPackGetGradualSwapFeeUpdateParams() ([]byte, error) {
	return managedPool.abi.Pack("getGradualSwapFeeUpdateParams")
}

// GetGradualSwapFeeUpdateParamsOutput serves as a container for the return parameters of contract
// method GetGradualSwapFeeUpdateParams.
type GetGradualSwapFeeUpdateParamsOutput struct {
	StartTime              *big.Int
	EndTime                *big.Int
	StartSwapFeePercentage *big.Int
	EndSwapFeePercentage   *big.Int
}

// UnpackGetGradualSwapFeeUpdateParams is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6a2efb2c.
//
// Solidity: function getGradualSwapFeeUpdateParams() view returns(uint256 startTime, uint256 endTime, uint256 startSwapFeePercentage, uint256 endSwapFeePercentage)
func (managedPool *ManagedPool) UnpackGetGradualSwapFeeUpdateParams(data []byte) (GetGradualSwapFeeUpdateParamsOutput, error) {
	out, err := managedPool.abi.Unpack("getGradualSwapFeeUpdateParams", data)
	outstruct := new(GetGradualSwapFeeUpdateParamsOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.StartTime = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.EndTime = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.StartSwapFeePercentage = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	outstruct.EndSwapFeePercentage = abi.ConvertType(out[3], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackGetGradualWeightUpdateParams is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7beed220.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getGradualWeightUpdateParams() view returns(uint256 startTime, uint256 endTime, uint256[] startWeights, uint256[] endWeights)
func (managedPool *ManagedPool) PackGetGradualWeightUpdateParams() []byte {
	enc, err := managedPool.abi.Pack("getGradualWeightUpdateParams")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetGradualWeightUpdateParams is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7beed220.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getGradualWeightUpdateParams() view returns(uint256 startTime, uint256 endTime, uint256[] startWeights, uint256[] endWeights)
func (managedPool *ManagedPool) TryPackGetGradualWeightUpdateParams() ([]byte, error) {
	return managedPool.abi.Pack("getGradualWeightUpdateParams")
}

// GetGradualWeightUpdateParamsOutput serves as a container for the return parameters of contract
// method GetGradualWeightUpdateParams.
type GetGradualWeightUpdateParamsOutput struct {
	StartTime    *big.Int
	EndTime      *big.Int
	StartWeights []*big.Int
	EndWeights   []*big.Int
}

// UnpackGetGradualWeightUpdateParams is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7beed220.
//
// Solidity: function getGradualWeightUpdateParams() view returns(uint256 startTime, uint256 endTime, uint256[] startWeights, uint256[] endWeights)
func (managedPool *ManagedPool) UnpackGetGradualWeightUpdateParams(data []byte) (GetGradualWeightUpdateParamsOutput, error) {
	out, err := managedPool.abi.Unpack("getGradualWeightUpdateParams", data)
	outstruct := new(GetGradualWeightUpdateParamsOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.StartTime = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.EndTime = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.StartWeights = *abi.ConvertType(out[2], new([]*big.Int)).(*[]*big.Int)
	outstruct.EndWeights = *abi.ConvertType(out[3], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackGetManagementAumFeeParams is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6b47273b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getManagementAumFeeParams() view returns(uint256 aumFeePercentage, uint256 lastCollectionTimestamp)
func (managedPool *ManagedPool) PackGetManagementAumFeeParams() []byte {
	enc, err := managedPool.abi.Pack("getManagementAumFeeParams")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetManagementAumFeeParams is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6b47273b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getManagementAumFeeParams() view returns(uint256 aumFeePercentage, uint256 lastCollectionTimestamp)
func (managedPool *ManagedPool) TryPackGetManagementAumFeeParams() ([]byte, error) {
	return managedPool.abi.Pack("getManagementAumFeeParams")
}

// GetManagementAumFeeParamsOutput serves as a container for the return parameters of contract
// method GetManagementAumFeeParams.
type GetManagementAumFeeParamsOutput struct {
	AumFeePercentage        *big.Int
	LastCollectionTimestamp *big.Int
}

// UnpackGetManagementAumFeeParams is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6b47273b.
//
// Solidity: function getManagementAumFeeParams() view returns(uint256 aumFeePercentage, uint256 lastCollectionTimestamp)
func (managedPool *ManagedPool) UnpackGetManagementAumFeeParams(data []byte) (GetManagementAumFeeParamsOutput, error) {
	out, err := managedPool.abi.Unpack("getManagementAumFeeParams", data)
	outstruct := new(GetManagementAumFeeParamsOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.AumFeePercentage = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.LastCollectionTimestamp = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackGetMustAllowlistLPs is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d027466.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getMustAllowlistLPs() view returns(bool)
func (managedPool *ManagedPool) PackGetMustAllowlistLPs() []byte {
	enc, err := managedPool.abi.Pack("getMustAllowlistLPs")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetMustAllowlistLPs is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d027466.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getMustAllowlistLPs() view returns(bool)
func (managedPool *ManagedPool) TryPackGetMustAllowlistLPs() ([]byte, error) {
	return managedPool.abi.Pack("getMustAllowlistLPs")
}

// UnpackGetMustAllowlistLPs is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8d027466.
//
// Solidity: function getMustAllowlistLPs() view returns(bool)
func (managedPool *ManagedPool) UnpackGetMustAllowlistLPs(data []byte) (bool, error) {
	out, err := managedPool.abi.Unpack("getMustAllowlistLPs", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackGetNextNonce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x90193b7c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getNextNonce(address account) view returns(uint256)
func (managedPool *ManagedPool) PackGetNextNonce(account common.Address) []byte {
	enc, err := managedPool.abi.Pack("getNextNonce", account)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetNextNonce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x90193b7c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getNextNonce(address account) view returns(uint256)
func (managedPool *ManagedPool) TryPackGetNextNonce(account common.Address) ([]byte, error) {
	return managedPool.abi.Pack("getNextNonce", account)
}

// UnpackGetNextNonce is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x90193b7c.
//
// Solidity: function getNextNonce(address account) view returns(uint256)
func (managedPool *ManagedPool) UnpackGetNextNonce(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("getNextNonce", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackGetNormalizedWeights is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf89f27ed.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getNormalizedWeights() view returns(uint256[])
func (managedPool *ManagedPool) PackGetNormalizedWeights() []byte {
	enc, err := managedPool.abi.Pack("getNormalizedWeights")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetNormalizedWeights is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf89f27ed.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getNormalizedWeights() view returns(uint256[])
func (managedPool *ManagedPool) TryPackGetNormalizedWeights() ([]byte, error) {
	return managedPool.abi.Pack("getNormalizedWeights")
}

// UnpackGetNormalizedWeights is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf89f27ed.
//
// Solidity: function getNormalizedWeights() view returns(uint256[])
func (managedPool *ManagedPool) UnpackGetNormalizedWeights(data []byte) ([]*big.Int, error) {
	out, err := managedPool.abi.Unpack("getNormalizedWeights", data)
	if err != nil {
		return *new([]*big.Int), err
	}
	out0 := *abi.ConvertType(out[0], new([]*big.Int)).(*[]*big.Int)
	return out0, nil
}

// PackGetOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x893d20e8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getOwner() view returns(address)
func (managedPool *ManagedPool) PackGetOwner() []byte {
	enc, err := managedPool.abi.Pack("getOwner")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetOwner is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x893d20e8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getOwner() view returns(address)
func (managedPool *ManagedPool) TryPackGetOwner() ([]byte, error) {
	return managedPool.abi.Pack("getOwner")
}

// UnpackGetOwner is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x893d20e8.
//
// Solidity: function getOwner() view returns(address)
func (managedPool *ManagedPool) UnpackGetOwner(data []byte) (common.Address, error) {
	out, err := managedPool.abi.Unpack("getOwner", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackGetPausedState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1c0de051.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getPausedState() view returns(bool paused, uint256 pauseWindowEndTime, uint256 bufferPeriodEndTime)
func (managedPool *ManagedPool) PackGetPausedState() []byte {
	enc, err := managedPool.abi.Pack("getPausedState")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetPausedState is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1c0de051.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getPausedState() view returns(bool paused, uint256 pauseWindowEndTime, uint256 bufferPeriodEndTime)
func (managedPool *ManagedPool) TryPackGetPausedState() ([]byte, error) {
	return managedPool.abi.Pack("getPausedState")
}

// GetPausedStateOutput serves as a container for the return parameters of contract
// method GetPausedState.
type GetPausedStateOutput struct {
	Paused              bool
	PauseWindowEndTime  *big.Int
	BufferPeriodEndTime *big.Int
}

// UnpackGetPausedState is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x1c0de051.
//
// Solidity: function getPausedState() view returns(bool paused, uint256 pauseWindowEndTime, uint256 bufferPeriodEndTime)
func (managedPool *ManagedPool) UnpackGetPausedState(data []byte) (GetPausedStateOutput, error) {
	out, err := managedPool.abi.Unpack("getPausedState", data)
	outstruct := new(GetPausedStateOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Paused = *abi.ConvertType(out[0], new(bool)).(*bool)
	outstruct.PauseWindowEndTime = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	outstruct.BufferPeriodEndTime = abi.ConvertType(out[2], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackGetPoolId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x38fff2d0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getPoolId() view returns(bytes32)
func (managedPool *ManagedPool) PackGetPoolId() []byte {
	enc, err := managedPool.abi.Pack("getPoolId")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetPoolId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x38fff2d0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getPoolId() view returns(bytes32)
func (managedPool *ManagedPool) TryPackGetPoolId() ([]byte, error) {
	return managedPool.abi.Pack("getPoolId")
}

// UnpackGetPoolId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x38fff2d0.
//
// Solidity: function getPoolId() view returns(bytes32)
func (managedPool *ManagedPool) UnpackGetPoolId(data []byte) ([32]byte, error) {
	out, err := managedPool.abi.Unpack("getPoolId", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackGetProtocolFeePercentageCache is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70464016.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getProtocolFeePercentageCache(uint256 feeType) view returns(uint256)
func (managedPool *ManagedPool) PackGetProtocolFeePercentageCache(feeType *big.Int) []byte {
	enc, err := managedPool.abi.Pack("getProtocolFeePercentageCache", feeType)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetProtocolFeePercentageCache is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70464016.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getProtocolFeePercentageCache(uint256 feeType) view returns(uint256)
func (managedPool *ManagedPool) TryPackGetProtocolFeePercentageCache(feeType *big.Int) ([]byte, error) {
	return managedPool.abi.Pack("getProtocolFeePercentageCache", feeType)
}

// UnpackGetProtocolFeePercentageCache is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70464016.
//
// Solidity: function getProtocolFeePercentageCache(uint256 feeType) view returns(uint256)
func (managedPool *ManagedPool) UnpackGetProtocolFeePercentageCache(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("getProtocolFeePercentageCache", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackGetProtocolFeesCollector is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd2946c2b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getProtocolFeesCollector() view returns(address)
func (managedPool *ManagedPool) PackGetProtocolFeesCollector() []byte {
	enc, err := managedPool.abi.Pack("getProtocolFeesCollector")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetProtocolFeesCollector is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd2946c2b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getProtocolFeesCollector() view returns(address)
func (managedPool *ManagedPool) TryPackGetProtocolFeesCollector() ([]byte, error) {
	return managedPool.abi.Pack("getProtocolFeesCollector")
}

// UnpackGetProtocolFeesCollector is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd2946c2b.
//
// Solidity: function getProtocolFeesCollector() view returns(address)
func (managedPool *ManagedPool) UnpackGetProtocolFeesCollector(data []byte) (common.Address, error) {
	out, err := managedPool.abi.Unpack("getProtocolFeesCollector", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackGetProviderFeeId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4df77ce0.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getProviderFeeId(uint256 feeType) view returns(uint256)
func (managedPool *ManagedPool) PackGetProviderFeeId(feeType *big.Int) []byte {
	enc, err := managedPool.abi.Pack("getProviderFeeId", feeType)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetProviderFeeId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4df77ce0.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getProviderFeeId(uint256 feeType) view returns(uint256)
func (managedPool *ManagedPool) TryPackGetProviderFeeId(feeType *big.Int) ([]byte, error) {
	return managedPool.abi.Pack("getProviderFeeId", feeType)
}

// UnpackGetProviderFeeId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4df77ce0.
//
// Solidity: function getProviderFeeId(uint256 feeType) view returns(uint256)
func (managedPool *ManagedPool) UnpackGetProviderFeeId(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("getProviderFeeId", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackGetScalingFactors is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1dd746ea.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getScalingFactors() view returns(uint256[])
func (managedPool *ManagedPool) PackGetScalingFactors() []byte {
	enc, err := managedPool.abi.Pack("getScalingFactors")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetScalingFactors is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1dd746ea.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getScalingFactors() view returns(uint256[])
func (managedPool *ManagedPool) TryPackGetScalingFactors() ([]byte, error) {
	return managedPool.abi.Pack("getScalingFactors")
}

// UnpackGetScalingFactors is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x1dd746ea.
//
// Solidity: function getScalingFactors() view returns(uint256[])
func (managedPool *ManagedPool) UnpackGetScalingFactors(data []byte) ([]*big.Int, error) {
	out, err := managedPool.abi.Unpack("getScalingFactors", data)
	if err != nil {
		return *new([]*big.Int), err
	}
	out0 := *abi.ConvertType(out[0], new([]*big.Int)).(*[]*big.Int)
	return out0, nil
}

// PackGetSwapEnabled is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x47bc4d92.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getSwapEnabled() view returns(bool)
func (managedPool *ManagedPool) PackGetSwapEnabled() []byte {
	enc, err := managedPool.abi.Pack("getSwapEnabled")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetSwapEnabled is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x47bc4d92.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getSwapEnabled() view returns(bool)
func (managedPool *ManagedPool) TryPackGetSwapEnabled() ([]byte, error) {
	return managedPool.abi.Pack("getSwapEnabled")
}

// UnpackGetSwapEnabled is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x47bc4d92.
//
// Solidity: function getSwapEnabled() view returns(bool)
func (managedPool *ManagedPool) UnpackGetSwapEnabled(data []byte) (bool, error) {
	out, err := managedPool.abi.Unpack("getSwapEnabled", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackGetSwapFeePercentage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x55c67628.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getSwapFeePercentage() view returns(uint256)
func (managedPool *ManagedPool) PackGetSwapFeePercentage() []byte {
	enc, err := managedPool.abi.Pack("getSwapFeePercentage")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetSwapFeePercentage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x55c67628.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getSwapFeePercentage() view returns(uint256)
func (managedPool *ManagedPool) TryPackGetSwapFeePercentage() ([]byte, error) {
	return managedPool.abi.Pack("getSwapFeePercentage")
}

// UnpackGetSwapFeePercentage is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x55c67628.
//
// Solidity: function getSwapFeePercentage() view returns(uint256)
func (managedPool *ManagedPool) UnpackGetSwapFeePercentage(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("getSwapFeePercentage", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackGetVault is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d928af8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getVault() view returns(address)
func (managedPool *ManagedPool) PackGetVault() []byte {
	enc, err := managedPool.abi.Pack("getVault")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetVault is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8d928af8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getVault() view returns(address)
func (managedPool *ManagedPool) TryPackGetVault() ([]byte, error) {
	return managedPool.abi.Pack("getVault")
}

// UnpackGetVault is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x8d928af8.
//
// Solidity: function getVault() view returns(address)
func (managedPool *ManagedPool) UnpackGetVault(data []byte) (common.Address, error) {
	out, err := managedPool.abi.Unpack("getVault", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackInRecoveryMode is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb35056b8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function inRecoveryMode() view returns(bool)
func (managedPool *ManagedPool) PackInRecoveryMode() []byte {
	enc, err := managedPool.abi.Pack("inRecoveryMode")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackInRecoveryMode is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb35056b8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function inRecoveryMode() view returns(bool)
func (managedPool *ManagedPool) TryPackInRecoveryMode() ([]byte, error) {
	return managedPool.abi.Pack("inRecoveryMode")
}

// UnpackInRecoveryMode is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb35056b8.
//
// Solidity: function inRecoveryMode() view returns(bool)
func (managedPool *ManagedPool) UnpackInRecoveryMode(data []byte) (bool, error) {
	out, err := managedPool.abi.Unpack("inRecoveryMode", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackIncreaseAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x39509351.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function increaseAllowance(address spender, uint256 addedValue) returns(bool)
func (managedPool *ManagedPool) PackIncreaseAllowance(spender common.Address, addedValue *big.Int) []byte {
	enc, err := managedPool.abi.Pack("increaseAllowance", spender, addedValue)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIncreaseAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x39509351.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function increaseAllowance(address spender, uint256 addedValue) returns(bool)
func (managedPool *ManagedPool) TryPackIncreaseAllowance(spender common.Address, addedValue *big.Int) ([]byte, error) {
	return managedPool.abi.Pack("increaseAllowance", spender, addedValue)
}

// UnpackIncreaseAllowance is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x39509351.
//
// Solidity: function increaseAllowance(address spender, uint256 addedValue) returns(bool)
func (managedPool *ManagedPool) UnpackIncreaseAllowance(data []byte) (bool, error) {
	out, err := managedPool.abi.Unpack("increaseAllowance", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackIsAddressOnAllowlist is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x36eb097b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isAddressOnAllowlist(address member) view returns(bool)
func (managedPool *ManagedPool) PackIsAddressOnAllowlist(member common.Address) []byte {
	enc, err := managedPool.abi.Pack("isAddressOnAllowlist", member)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsAddressOnAllowlist is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x36eb097b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isAddressOnAllowlist(address member) view returns(bool)
func (managedPool *ManagedPool) TryPackIsAddressOnAllowlist(member common.Address) ([]byte, error) {
	return managedPool.abi.Pack("isAddressOnAllowlist", member)
}

// UnpackIsAddressOnAllowlist is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x36eb097b.
//
// Solidity: function isAddressOnAllowlist(address member) view returns(bool)
func (managedPool *ManagedPool) UnpackIsAddressOnAllowlist(data []byte) (bool, error) {
	out, err := managedPool.abi.Unpack("isAddressOnAllowlist", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function name() view returns(string)
func (managedPool *ManagedPool) PackName() []byte {
	enc, err := managedPool.abi.Pack("name")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function name() view returns(string)
func (managedPool *ManagedPool) TryPackName() ([]byte, error) {
	return managedPool.abi.Pack("name")
}

// UnpackName is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06fdde03.
//
// Solidity: function name() view returns(string)
func (managedPool *ManagedPool) UnpackName(data []byte) (string, error) {
	out, err := managedPool.abi.Unpack("name", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ecebe00.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function nonces(address owner) view returns(uint256)
func (managedPool *ManagedPool) PackNonces(owner common.Address) []byte {
	enc, err := managedPool.abi.Pack("nonces", owner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7ecebe00.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function nonces(address owner) view returns(uint256)
func (managedPool *ManagedPool) TryPackNonces(owner common.Address) ([]byte, error) {
	return managedPool.abi.Pack("nonces", owner)
}

// UnpackNonces is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7ecebe00.
//
// Solidity: function nonces(address owner) view returns(uint256)
func (managedPool *ManagedPool) UnpackNonces(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("nonces", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackOnExitPool is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x74f3b009.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function onExitPool(bytes32 poolId, address sender, address , uint256[] balances, uint256 , uint256 , bytes userData) returns(uint256[] amountsOut, uint256[] dueProtocolFees)
func (managedPool *ManagedPool) PackOnExitPool(poolId [32]byte, sender common.Address, arg2 common.Address, balances []*big.Int, arg4 *big.Int, arg5 *big.Int, userData []byte) []byte {
	enc, err := managedPool.abi.Pack("onExitPool", poolId, sender, arg2, balances, arg4, arg5, userData)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOnExitPool is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x74f3b009.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function onExitPool(bytes32 poolId, address sender, address , uint256[] balances, uint256 , uint256 , bytes userData) returns(uint256[] amountsOut, uint256[] dueProtocolFees)
func (managedPool *ManagedPool) TryPackOnExitPool(poolId [32]byte, sender common.Address, arg2 common.Address, balances []*big.Int, arg4 *big.Int, arg5 *big.Int, userData []byte) ([]byte, error) {
	return managedPool.abi.Pack("onExitPool", poolId, sender, arg2, balances, arg4, arg5, userData)
}

// OnExitPoolOutput serves as a container for the return parameters of contract
// method OnExitPool.
type OnExitPoolOutput struct {
	AmountsOut      []*big.Int
	DueProtocolFees []*big.Int
}

// UnpackOnExitPool is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x74f3b009.
//
// Solidity: function onExitPool(bytes32 poolId, address sender, address , uint256[] balances, uint256 , uint256 , bytes userData) returns(uint256[] amountsOut, uint256[] dueProtocolFees)
func (managedPool *ManagedPool) UnpackOnExitPool(data []byte) (OnExitPoolOutput, error) {
	out, err := managedPool.abi.Unpack("onExitPool", data)
	outstruct := new(OnExitPoolOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.AmountsOut = *abi.ConvertType(out[0], new([]*big.Int)).(*[]*big.Int)
	outstruct.DueProtocolFees = *abi.ConvertType(out[1], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackOnJoinPool is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd5c096c4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function onJoinPool(bytes32 poolId, address sender, address recipient, uint256[] balances, uint256 , uint256 , bytes userData) returns(uint256[] amountsIn, uint256[] dueProtocolFees)
func (managedPool *ManagedPool) PackOnJoinPool(poolId [32]byte, sender common.Address, recipient common.Address, balances []*big.Int, arg4 *big.Int, arg5 *big.Int, userData []byte) []byte {
	enc, err := managedPool.abi.Pack("onJoinPool", poolId, sender, recipient, balances, arg4, arg5, userData)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOnJoinPool is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd5c096c4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function onJoinPool(bytes32 poolId, address sender, address recipient, uint256[] balances, uint256 , uint256 , bytes userData) returns(uint256[] amountsIn, uint256[] dueProtocolFees)
func (managedPool *ManagedPool) TryPackOnJoinPool(poolId [32]byte, sender common.Address, recipient common.Address, balances []*big.Int, arg4 *big.Int, arg5 *big.Int, userData []byte) ([]byte, error) {
	return managedPool.abi.Pack("onJoinPool", poolId, sender, recipient, balances, arg4, arg5, userData)
}

// OnJoinPoolOutput serves as a container for the return parameters of contract
// method OnJoinPool.
type OnJoinPoolOutput struct {
	AmountsIn       []*big.Int
	DueProtocolFees []*big.Int
}

// UnpackOnJoinPool is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd5c096c4.
//
// Solidity: function onJoinPool(bytes32 poolId, address sender, address recipient, uint256[] balances, uint256 , uint256 , bytes userData) returns(uint256[] amountsIn, uint256[] dueProtocolFees)
func (managedPool *ManagedPool) UnpackOnJoinPool(data []byte) (OnJoinPoolOutput, error) {
	out, err := managedPool.abi.Unpack("onJoinPool", data)
	outstruct := new(OnJoinPoolOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.AmountsIn = *abi.ConvertType(out[0], new([]*big.Int)).(*[]*big.Int)
	outstruct.DueProtocolFees = *abi.ConvertType(out[1], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackOnSwap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ec954a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function onSwap((uint8,address,address,uint256,bytes32,uint256,address,address,bytes) request, uint256[] balances, uint256 indexIn, uint256 indexOut) returns(uint256)
func (managedPool *ManagedPool) PackOnSwap(request IPoolSwapStructsSwapRequest, balances []*big.Int, indexIn *big.Int, indexOut *big.Int) []byte {
	enc, err := managedPool.abi.Pack("onSwap", request, balances, indexIn, indexOut)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOnSwap is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ec954a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function onSwap((uint8,address,address,uint256,bytes32,uint256,address,address,bytes) request, uint256[] balances, uint256 indexIn, uint256 indexOut) returns(uint256)
func (managedPool *ManagedPool) TryPackOnSwap(request IPoolSwapStructsSwapRequest, balances []*big.Int, indexIn *big.Int, indexOut *big.Int) ([]byte, error) {
	return managedPool.abi.Pack("onSwap", request, balances, indexIn, indexOut)
}

// UnpackOnSwap is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x01ec954a.
//
// Solidity: function onSwap((uint8,address,address,uint256,bytes32,uint256,address,address,bytes) request, uint256[] balances, uint256 indexIn, uint256 indexOut) returns(uint256)
func (managedPool *ManagedPool) UnpackOnSwap(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("onSwap", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackOnSwap0 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9d2c110c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function onSwap((uint8,address,address,uint256,bytes32,uint256,address,address,bytes) request, uint256 balanceTokenIn, uint256 balanceTokenOut) returns(uint256)
func (managedPool *ManagedPool) PackOnSwap0(request IPoolSwapStructsSwapRequest, balanceTokenIn *big.Int, balanceTokenOut *big.Int) []byte {
	enc, err := managedPool.abi.Pack("onSwap0", request, balanceTokenIn, balanceTokenOut)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOnSwap0 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9d2c110c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function onSwap((uint8,address,address,uint256,bytes32,uint256,address,address,bytes) request, uint256 balanceTokenIn, uint256 balanceTokenOut) returns(uint256)
func (managedPool *ManagedPool) TryPackOnSwap0(request IPoolSwapStructsSwapRequest, balanceTokenIn *big.Int, balanceTokenOut *big.Int) ([]byte, error) {
	return managedPool.abi.Pack("onSwap0", request, balanceTokenIn, balanceTokenOut)
}

// UnpackOnSwap0 is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9d2c110c.
//
// Solidity: function onSwap((uint8,address,address,uint256,bytes32,uint256,address,address,bytes) request, uint256 balanceTokenIn, uint256 balanceTokenOut) returns(uint256)
func (managedPool *ManagedPool) UnpackOnSwap0(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("onSwap0", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackPause is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8456cb59.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function pause() returns()
func (managedPool *ManagedPool) PackPause() []byte {
	enc, err := managedPool.abi.Pack("pause")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPause is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x8456cb59.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function pause() returns()
func (managedPool *ManagedPool) TryPackPause() ([]byte, error) {
	return managedPool.abi.Pack("pause")
}

// PackPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd505accf.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) returns()
func (managedPool *ManagedPool) PackPermit(owner common.Address, spender common.Address, value *big.Int, deadline *big.Int, v uint8, r [32]byte, s [32]byte) []byte {
	enc, err := managedPool.abi.Pack("permit", owner, spender, value, deadline, v, r, s)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd505accf.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) returns()
func (managedPool *ManagedPool) TryPackPermit(owner common.Address, spender common.Address, value *big.Int, deadline *big.Int, v uint8, r [32]byte, s [32]byte) ([]byte, error) {
	return managedPool.abi.Pack("permit", owner, spender, value, deadline, v, r, s)
}

// PackQueryExit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6028bfd4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function queryExit(bytes32 , address sender, address , uint256[] balances, uint256 , uint256 , bytes userData) returns(uint256 bptIn, uint256[] amountsOut)
func (managedPool *ManagedPool) PackQueryExit(arg0 [32]byte, sender common.Address, arg2 common.Address, balances []*big.Int, arg4 *big.Int, arg5 *big.Int, userData []byte) []byte {
	enc, err := managedPool.abi.Pack("queryExit", arg0, sender, arg2, balances, arg4, arg5, userData)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackQueryExit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6028bfd4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function queryExit(bytes32 , address sender, address , uint256[] balances, uint256 , uint256 , bytes userData) returns(uint256 bptIn, uint256[] amountsOut)
func (managedPool *ManagedPool) TryPackQueryExit(arg0 [32]byte, sender common.Address, arg2 common.Address, balances []*big.Int, arg4 *big.Int, arg5 *big.Int, userData []byte) ([]byte, error) {
	return managedPool.abi.Pack("queryExit", arg0, sender, arg2, balances, arg4, arg5, userData)
}

// QueryExitOutput serves as a container for the return parameters of contract
// method QueryExit.
type QueryExitOutput struct {
	BptIn      *big.Int
	AmountsOut []*big.Int
}

// UnpackQueryExit is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6028bfd4.
//
// Solidity: function queryExit(bytes32 , address sender, address , uint256[] balances, uint256 , uint256 , bytes userData) returns(uint256 bptIn, uint256[] amountsOut)
func (managedPool *ManagedPool) UnpackQueryExit(data []byte) (QueryExitOutput, error) {
	out, err := managedPool.abi.Unpack("queryExit", data)
	outstruct := new(QueryExitOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.BptIn = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.AmountsOut = *abi.ConvertType(out[1], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackQueryJoin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x87ec6817.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function queryJoin(bytes32 , address sender, address , uint256[] balances, uint256 , uint256 , bytes userData) returns(uint256 bptOut, uint256[] amountsIn)
func (managedPool *ManagedPool) PackQueryJoin(arg0 [32]byte, sender common.Address, arg2 common.Address, balances []*big.Int, arg4 *big.Int, arg5 *big.Int, userData []byte) []byte {
	enc, err := managedPool.abi.Pack("queryJoin", arg0, sender, arg2, balances, arg4, arg5, userData)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackQueryJoin is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x87ec6817.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function queryJoin(bytes32 , address sender, address , uint256[] balances, uint256 , uint256 , bytes userData) returns(uint256 bptOut, uint256[] amountsIn)
func (managedPool *ManagedPool) TryPackQueryJoin(arg0 [32]byte, sender common.Address, arg2 common.Address, balances []*big.Int, arg4 *big.Int, arg5 *big.Int, userData []byte) ([]byte, error) {
	return managedPool.abi.Pack("queryJoin", arg0, sender, arg2, balances, arg4, arg5, userData)
}

// QueryJoinOutput serves as a container for the return parameters of contract
// method QueryJoin.
type QueryJoinOutput struct {
	BptOut    *big.Int
	AmountsIn []*big.Int
}

// UnpackQueryJoin is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x87ec6817.
//
// Solidity: function queryJoin(bytes32 , address sender, address , uint256[] balances, uint256 , uint256 , bytes userData) returns(uint256 bptOut, uint256[] amountsIn)
func (managedPool *ManagedPool) UnpackQueryJoin(data []byte) (QueryJoinOutput, error) {
	out, err := managedPool.abi.Unpack("queryJoin", data)
	outstruct := new(QueryJoinOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.BptOut = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.AmountsIn = *abi.ConvertType(out[1], new([]*big.Int)).(*[]*big.Int)
	return *outstruct, nil
}

// PackRemoveAllowedAddress is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3c9d93b8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function removeAllowedAddress(address member) returns()
func (managedPool *ManagedPool) PackRemoveAllowedAddress(member common.Address) []byte {
	enc, err := managedPool.abi.Pack("removeAllowedAddress", member)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRemoveAllowedAddress is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3c9d93b8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function removeAllowedAddress(address member) returns()
func (managedPool *ManagedPool) TryPackRemoveAllowedAddress(member common.Address) ([]byte, error) {
	return managedPool.abi.Pack("removeAllowedAddress", member)
}

// PackRemoveToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x97bb15c9.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function removeToken(address tokenToRemove, uint256 burnAmount, address sender) returns()
func (managedPool *ManagedPool) PackRemoveToken(tokenToRemove common.Address, burnAmount *big.Int, sender common.Address) []byte {
	enc, err := managedPool.abi.Pack("removeToken", tokenToRemove, burnAmount, sender)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRemoveToken is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x97bb15c9.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function removeToken(address tokenToRemove, uint256 burnAmount, address sender) returns()
func (managedPool *ManagedPool) TryPackRemoveToken(tokenToRemove common.Address, burnAmount *big.Int, sender common.Address) ([]byte, error) {
	return managedPool.abi.Pack("removeToken", tokenToRemove, burnAmount, sender)
}

// PackSetCircuitBreakers is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf885a4bb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setCircuitBreakers(address[] tokens, uint256[] bptPrices, uint256[] lowerBoundPercentages, uint256[] upperBoundPercentages) returns()
func (managedPool *ManagedPool) PackSetCircuitBreakers(tokens []common.Address, bptPrices []*big.Int, lowerBoundPercentages []*big.Int, upperBoundPercentages []*big.Int) []byte {
	enc, err := managedPool.abi.Pack("setCircuitBreakers", tokens, bptPrices, lowerBoundPercentages, upperBoundPercentages)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetCircuitBreakers is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf885a4bb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setCircuitBreakers(address[] tokens, uint256[] bptPrices, uint256[] lowerBoundPercentages, uint256[] upperBoundPercentages) returns()
func (managedPool *ManagedPool) TryPackSetCircuitBreakers(tokens []common.Address, bptPrices []*big.Int, lowerBoundPercentages []*big.Int, upperBoundPercentages []*big.Int) ([]byte, error) {
	return managedPool.abi.Pack("setCircuitBreakers", tokens, bptPrices, lowerBoundPercentages, upperBoundPercentages)
}

// PackSetManagementAumFeePercentage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2a9a0323.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setManagementAumFeePercentage(uint256 managementAumFeePercentage) returns(uint256 amount)
func (managedPool *ManagedPool) PackSetManagementAumFeePercentage(managementAumFeePercentage *big.Int) []byte {
	enc, err := managedPool.abi.Pack("setManagementAumFeePercentage", managementAumFeePercentage)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetManagementAumFeePercentage is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x2a9a0323.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setManagementAumFeePercentage(uint256 managementAumFeePercentage) returns(uint256 amount)
func (managedPool *ManagedPool) TryPackSetManagementAumFeePercentage(managementAumFeePercentage *big.Int) ([]byte, error) {
	return managedPool.abi.Pack("setManagementAumFeePercentage", managementAumFeePercentage)
}

// UnpackSetManagementAumFeePercentage is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x2a9a0323.
//
// Solidity: function setManagementAumFeePercentage(uint256 managementAumFeePercentage) returns(uint256 amount)
func (managedPool *ManagedPool) UnpackSetManagementAumFeePercentage(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("setManagementAumFeePercentage", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackSetMustAllowlistLPs is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7b749c45.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setMustAllowlistLPs(bool mustAllowlistLPs) returns()
func (managedPool *ManagedPool) PackSetMustAllowlistLPs(mustAllowlistLPs bool) []byte {
	enc, err := managedPool.abi.Pack("setMustAllowlistLPs", mustAllowlistLPs)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetMustAllowlistLPs is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7b749c45.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setMustAllowlistLPs(bool mustAllowlistLPs) returns()
func (managedPool *ManagedPool) TryPackSetMustAllowlistLPs(mustAllowlistLPs bool) ([]byte, error) {
	return managedPool.abi.Pack("setMustAllowlistLPs", mustAllowlistLPs)
}

// PackSetSwapEnabled is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe01af92c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setSwapEnabled(bool swapEnabled) returns()
func (managedPool *ManagedPool) PackSetSwapEnabled(swapEnabled bool) []byte {
	enc, err := managedPool.abi.Pack("setSwapEnabled", swapEnabled)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetSwapEnabled is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe01af92c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setSwapEnabled(bool swapEnabled) returns()
func (managedPool *ManagedPool) TryPackSetSwapEnabled(swapEnabled bool) ([]byte, error) {
	return managedPool.abi.Pack("setSwapEnabled", swapEnabled)
}

// PackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function symbol() view returns(string)
func (managedPool *ManagedPool) PackSymbol() []byte {
	enc, err := managedPool.abi.Pack("symbol")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function symbol() view returns(string)
func (managedPool *ManagedPool) TryPackSymbol() ([]byte, error) {
	return managedPool.abi.Pack("symbol")
}

// UnpackSymbol is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x95d89b41.
//
// Solidity: function symbol() view returns(string)
func (managedPool *ManagedPool) UnpackSymbol(data []byte) (string, error) {
	out, err := managedPool.abi.Unpack("symbol", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function totalSupply() view returns(uint256)
func (managedPool *ManagedPool) PackTotalSupply() []byte {
	enc, err := managedPool.abi.Pack("totalSupply")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function totalSupply() view returns(uint256)
func (managedPool *ManagedPool) TryPackTotalSupply() ([]byte, error) {
	return managedPool.abi.Pack("totalSupply")
}

// UnpackTotalSupply is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x18160ddd.
//
// Solidity: function totalSupply() view returns(uint256)
func (managedPool *ManagedPool) UnpackTotalSupply(data []byte) (*big.Int, error) {
	out, err := managedPool.abi.Unpack("totalSupply", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transfer(address recipient, uint256 amount) returns(bool)
func (managedPool *ManagedPool) PackTransfer(recipient common.Address, amount *big.Int) []byte {
	enc, err := managedPool.abi.Pack("transfer", recipient, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transfer(address recipient, uint256 amount) returns(bool)
func (managedPool *ManagedPool) TryPackTransfer(recipient common.Address, amount *big.Int) ([]byte, error) {
	return managedPool.abi.Pack("transfer", recipient, amount)
}

// UnpackTransfer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa9059cbb.
//
// Solidity: function transfer(address recipient, uint256 amount) returns(bool)
func (managedPool *ManagedPool) UnpackTransfer(data []byte) (bool, error) {
	out, err := managedPool.abi.Unpack("transfer", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferFrom(address sender, address recipient, uint256 amount) returns(bool)
func (managedPool *ManagedPool) PackTransferFrom(sender common.Address, recipient common.Address, amount *big.Int) []byte {
	enc, err := managedPool.abi.Pack("transferFrom", sender, recipient, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferFrom(address sender, address recipient, uint256 amount) returns(bool)
func (managedPool *ManagedPool) TryPackTransferFrom(sender common.Address, recipient common.Address, amount *big.Int) ([]byte, error) {
	return managedPool.abi.Pack("transferFrom", sender, recipient, amount)
}

// UnpackTransferFrom is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x23b872dd.
//
// Solidity: function transferFrom(address sender, address recipient, uint256 amount) returns(bool)
func (managedPool *ManagedPool) UnpackTransferFrom(data []byte) (bool, error) {
	out, err := managedPool.abi.Unpack("transferFrom", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackUnpause is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3f4ba83a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function unpause() returns()
func (managedPool *ManagedPool) PackUnpause() []byte {
	enc, err := managedPool.abi.Pack("unpause")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUnpause is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3f4ba83a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function unpause() returns()
func (managedPool *ManagedPool) TryPackUnpause() ([]byte, error) {
	return managedPool.abi.Pack("unpause")
}

// PackUpdateProtocolFeePercentageCache is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0da0669c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function updateProtocolFeePercentageCache() returns()
func (managedPool *ManagedPool) PackUpdateProtocolFeePercentageCache() []byte {
	enc, err := managedPool.abi.Pack("updateProtocolFeePercentageCache")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUpdateProtocolFeePercentageCache is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0da0669c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function updateProtocolFeePercentageCache() returns()
func (managedPool *ManagedPool) TryPackUpdateProtocolFeePercentageCache() ([]byte, error) {
	return managedPool.abi.Pack("updateProtocolFeePercentageCache")
}

// PackUpdateSwapFeeGradually is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb62c1f06.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function updateSwapFeeGradually(uint256 startTime, uint256 endTime, uint256 startSwapFeePercentage, uint256 endSwapFeePercentage) returns()
func (managedPool *ManagedPool) PackUpdateSwapFeeGradually(startTime *big.Int, endTime *big.Int, startSwapFeePercentage *big.Int, endSwapFeePercentage *big.Int) []byte {
	enc, err := managedPool.abi.Pack("updateSwapFeeGradually", startTime, endTime, startSwapFeePercentage, endSwapFeePercentage)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUpdateSwapFeeGradually is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb62c1f06.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function updateSwapFeeGradually(uint256 startTime, uint256 endTime, uint256 startSwapFeePercentage, uint256 endSwapFeePercentage) returns()
func (managedPool *ManagedPool) TryPackUpdateSwapFeeGradually(startTime *big.Int, endTime *big.Int, startSwapFeePercentage *big.Int, endSwapFeePercentage *big.Int) ([]byte, error) {
	return managedPool.abi.Pack("updateSwapFeeGradually", startTime, endTime, startSwapFeePercentage, endSwapFeePercentage)
}

// PackUpdateWeightsGradually is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x819c70f3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function updateWeightsGradually(uint256 startTime, uint256 endTime, address[] tokens, uint256[] endWeights) returns()
func (managedPool *ManagedPool) PackUpdateWeightsGradually(startTime *big.Int, endTime *big.Int, tokens []common.Address, endWeights []*big.Int) []byte {
	enc, err := managedPool.abi.Pack("updateWeightsGradually", startTime, endTime, tokens, endWeights)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackUpdateWeightsGradually is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x819c70f3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function updateWeightsGradually(uint256 startTime, uint256 endTime, address[] tokens, uint256[] endWeights) returns()
func (managedPool *ManagedPool) TryPackUpdateWeightsGradually(startTime *big.Int, endTime *big.Int, tokens []common.Address, endWeights []*big.Int) ([]byte, error) {
	return managedPool.abi.Pack("updateWeightsGradually", startTime, endTime, tokens, endWeights)
}

// ManagedPoolAllowlistAddressAdded represents a AllowlistAddressAdded event raised by the ManagedPool contract.
type ManagedPoolAllowlistAddressAdded struct {
	Member common.Address
	Raw    *types.Log // Blockchain specific contextual infos
}

const ManagedPoolAllowlistAddressAddedEventName = "AllowlistAddressAdded"

// ContractEventName returns the user-defined event name.
func (ManagedPoolAllowlistAddressAdded) ContractEventName() string {
	return ManagedPoolAllowlistAddressAddedEventName
}

// UnpackAllowlistAddressAddedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AllowlistAddressAdded(address indexed member)
func (managedPool *ManagedPool) UnpackAllowlistAddressAddedEvent(log *types.Log) (*ManagedPoolAllowlistAddressAdded, error) {
	event := "AllowlistAddressAdded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolAllowlistAddressAdded)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolAllowlistAddressRemoved represents a AllowlistAddressRemoved event raised by the ManagedPool contract.
type ManagedPoolAllowlistAddressRemoved struct {
	Member common.Address
	Raw    *types.Log // Blockchain specific contextual infos
}

const ManagedPoolAllowlistAddressRemovedEventName = "AllowlistAddressRemoved"

// ContractEventName returns the user-defined event name.
func (ManagedPoolAllowlistAddressRemoved) ContractEventName() string {
	return ManagedPoolAllowlistAddressRemovedEventName
}

// UnpackAllowlistAddressRemovedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AllowlistAddressRemoved(address indexed member)
func (managedPool *ManagedPool) UnpackAllowlistAddressRemovedEvent(log *types.Log) (*ManagedPoolAllowlistAddressRemoved, error) {
	event := "AllowlistAddressRemoved"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolAllowlistAddressRemoved)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolApproval represents a Approval event raised by the ManagedPool contract.
type ManagedPoolApproval struct {
	Owner   common.Address
	Spender common.Address
	Value   *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const ManagedPoolApprovalEventName = "Approval"

// ContractEventName returns the user-defined event name.
func (ManagedPoolApproval) ContractEventName() string {
	return ManagedPoolApprovalEventName
}

// UnpackApprovalEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Approval(address indexed owner, address indexed spender, uint256 value)
func (managedPool *ManagedPool) UnpackApprovalEvent(log *types.Log) (*ManagedPoolApproval, error) {
	event := "Approval"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolApproval)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolCircuitBreakerSet represents a CircuitBreakerSet event raised by the ManagedPool contract.
type ManagedPoolCircuitBreakerSet struct {
	Token                common.Address
	BptPrice             *big.Int
	LowerBoundPercentage *big.Int
	UpperBoundPercentage *big.Int
	Raw                  *types.Log // Blockchain specific contextual infos
}

const ManagedPoolCircuitBreakerSetEventName = "CircuitBreakerSet"

// ContractEventName returns the user-defined event name.
func (ManagedPoolCircuitBreakerSet) ContractEventName() string {
	return ManagedPoolCircuitBreakerSetEventName
}

// UnpackCircuitBreakerSetEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event CircuitBreakerSet(address indexed token, uint256 bptPrice, uint256 lowerBoundPercentage, uint256 upperBoundPercentage)
func (managedPool *ManagedPool) UnpackCircuitBreakerSetEvent(log *types.Log) (*ManagedPoolCircuitBreakerSet, error) {
	event := "CircuitBreakerSet"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolCircuitBreakerSet)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolGradualSwapFeeUpdateScheduled represents a GradualSwapFeeUpdateScheduled event raised by the ManagedPool contract.
type ManagedPoolGradualSwapFeeUpdateScheduled struct {
	StartTime              *big.Int
	EndTime                *big.Int
	StartSwapFeePercentage *big.Int
	EndSwapFeePercentage   *big.Int
	Raw                    *types.Log // Blockchain specific contextual infos
}

const ManagedPoolGradualSwapFeeUpdateScheduledEventName = "GradualSwapFeeUpdateScheduled"

// ContractEventName returns the user-defined event name.
func (ManagedPoolGradualSwapFeeUpdateScheduled) ContractEventName() string {
	return ManagedPoolGradualSwapFeeUpdateScheduledEventName
}

// UnpackGradualSwapFeeUpdateScheduledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event GradualSwapFeeUpdateScheduled(uint256 startTime, uint256 endTime, uint256 startSwapFeePercentage, uint256 endSwapFeePercentage)
func (managedPool *ManagedPool) UnpackGradualSwapFeeUpdateScheduledEvent(log *types.Log) (*ManagedPoolGradualSwapFeeUpdateScheduled, error) {
	event := "GradualSwapFeeUpdateScheduled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolGradualSwapFeeUpdateScheduled)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolGradualWeightUpdateScheduled represents a GradualWeightUpdateScheduled event raised by the ManagedPool contract.
type ManagedPoolGradualWeightUpdateScheduled struct {
	StartTime    *big.Int
	EndTime      *big.Int
	StartWeights []*big.Int
	EndWeights   []*big.Int
	Raw          *types.Log // Blockchain specific contextual infos
}

const ManagedPoolGradualWeightUpdateScheduledEventName = "GradualWeightUpdateScheduled"

// ContractEventName returns the user-defined event name.
func (ManagedPoolGradualWeightUpdateScheduled) ContractEventName() string {
	return ManagedPoolGradualWeightUpdateScheduledEventName
}

// UnpackGradualWeightUpdateScheduledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event GradualWeightUpdateScheduled(uint256 startTime, uint256 endTime, uint256[] startWeights, uint256[] endWeights)
func (managedPool *ManagedPool) UnpackGradualWeightUpdateScheduledEvent(log *types.Log) (*ManagedPoolGradualWeightUpdateScheduled, error) {
	event := "GradualWeightUpdateScheduled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolGradualWeightUpdateScheduled)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolManagementAumFeeCollected represents a ManagementAumFeeCollected event raised by the ManagedPool contract.
type ManagedPoolManagementAumFeeCollected struct {
	BptAmount *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const ManagedPoolManagementAumFeeCollectedEventName = "ManagementAumFeeCollected"

// ContractEventName returns the user-defined event name.
func (ManagedPoolManagementAumFeeCollected) ContractEventName() string {
	return ManagedPoolManagementAumFeeCollectedEventName
}

// UnpackManagementAumFeeCollectedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ManagementAumFeeCollected(uint256 bptAmount)
func (managedPool *ManagedPool) UnpackManagementAumFeeCollectedEvent(log *types.Log) (*ManagedPoolManagementAumFeeCollected, error) {
	event := "ManagementAumFeeCollected"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolManagementAumFeeCollected)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolManagementAumFeePercentageChanged represents a ManagementAumFeePercentageChanged event raised by the ManagedPool contract.
type ManagedPoolManagementAumFeePercentageChanged struct {
	ManagementAumFeePercentage *big.Int
	Raw                        *types.Log // Blockchain specific contextual infos
}

const ManagedPoolManagementAumFeePercentageChangedEventName = "ManagementAumFeePercentageChanged"

// ContractEventName returns the user-defined event name.
func (ManagedPoolManagementAumFeePercentageChanged) ContractEventName() string {
	return ManagedPoolManagementAumFeePercentageChangedEventName
}

// UnpackManagementAumFeePercentageChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ManagementAumFeePercentageChanged(uint256 managementAumFeePercentage)
func (managedPool *ManagedPool) UnpackManagementAumFeePercentageChangedEvent(log *types.Log) (*ManagedPoolManagementAumFeePercentageChanged, error) {
	event := "ManagementAumFeePercentageChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolManagementAumFeePercentageChanged)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolMustAllowlistLPsSet represents a MustAllowlistLPsSet event raised by the ManagedPool contract.
type ManagedPoolMustAllowlistLPsSet struct {
	MustAllowlistLPs bool
	Raw              *types.Log // Blockchain specific contextual infos
}

const ManagedPoolMustAllowlistLPsSetEventName = "MustAllowlistLPsSet"

// ContractEventName returns the user-defined event name.
func (ManagedPoolMustAllowlistLPsSet) ContractEventName() string {
	return ManagedPoolMustAllowlistLPsSetEventName
}

// UnpackMustAllowlistLPsSetEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event MustAllowlistLPsSet(bool mustAllowlistLPs)
func (managedPool *ManagedPool) UnpackMustAllowlistLPsSetEvent(log *types.Log) (*ManagedPoolMustAllowlistLPsSet, error) {
	event := "MustAllowlistLPsSet"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolMustAllowlistLPsSet)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolPausedStateChanged represents a PausedStateChanged event raised by the ManagedPool contract.
type ManagedPoolPausedStateChanged struct {
	Paused bool
	Raw    *types.Log // Blockchain specific contextual infos
}

const ManagedPoolPausedStateChangedEventName = "PausedStateChanged"

// ContractEventName returns the user-defined event name.
func (ManagedPoolPausedStateChanged) ContractEventName() string {
	return ManagedPoolPausedStateChangedEventName
}

// UnpackPausedStateChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event PausedStateChanged(bool paused)
func (managedPool *ManagedPool) UnpackPausedStateChangedEvent(log *types.Log) (*ManagedPoolPausedStateChanged, error) {
	event := "PausedStateChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolPausedStateChanged)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolProtocolFeePercentageCacheUpdated represents a ProtocolFeePercentageCacheUpdated event raised by the ManagedPool contract.
type ManagedPoolProtocolFeePercentageCacheUpdated struct {
	FeeCache [32]byte
	Raw      *types.Log // Blockchain specific contextual infos
}

const ManagedPoolProtocolFeePercentageCacheUpdatedEventName = "ProtocolFeePercentageCacheUpdated"

// ContractEventName returns the user-defined event name.
func (ManagedPoolProtocolFeePercentageCacheUpdated) ContractEventName() string {
	return ManagedPoolProtocolFeePercentageCacheUpdatedEventName
}

// UnpackProtocolFeePercentageCacheUpdatedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ProtocolFeePercentageCacheUpdated(bytes32 feeCache)
func (managedPool *ManagedPool) UnpackProtocolFeePercentageCacheUpdatedEvent(log *types.Log) (*ManagedPoolProtocolFeePercentageCacheUpdated, error) {
	event := "ProtocolFeePercentageCacheUpdated"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolProtocolFeePercentageCacheUpdated)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolRecoveryModeStateChanged represents a RecoveryModeStateChanged event raised by the ManagedPool contract.
type ManagedPoolRecoveryModeStateChanged struct {
	Enabled bool
	Raw     *types.Log // Blockchain specific contextual infos
}

const ManagedPoolRecoveryModeStateChangedEventName = "RecoveryModeStateChanged"

// ContractEventName returns the user-defined event name.
func (ManagedPoolRecoveryModeStateChanged) ContractEventName() string {
	return ManagedPoolRecoveryModeStateChangedEventName
}

// UnpackRecoveryModeStateChangedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event RecoveryModeStateChanged(bool enabled)
func (managedPool *ManagedPool) UnpackRecoveryModeStateChangedEvent(log *types.Log) (*ManagedPoolRecoveryModeStateChanged, error) {
	event := "RecoveryModeStateChanged"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolRecoveryModeStateChanged)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolSwapEnabledSet represents a SwapEnabledSet event raised by the ManagedPool contract.
type ManagedPoolSwapEnabledSet struct {
	SwapEnabled bool
	Raw         *types.Log // Blockchain specific contextual infos
}

const ManagedPoolSwapEnabledSetEventName = "SwapEnabledSet"

// ContractEventName returns the user-defined event name.
func (ManagedPoolSwapEnabledSet) ContractEventName() string {
	return ManagedPoolSwapEnabledSetEventName
}

// UnpackSwapEnabledSetEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event SwapEnabledSet(bool swapEnabled)
func (managedPool *ManagedPool) UnpackSwapEnabledSetEvent(log *types.Log) (*ManagedPoolSwapEnabledSet, error) {
	event := "SwapEnabledSet"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolSwapEnabledSet)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolTokenAdded represents a TokenAdded event raised by the ManagedPool contract.
type ManagedPoolTokenAdded struct {
	Token            common.Address
	NormalizedWeight *big.Int
	Raw              *types.Log // Blockchain specific contextual infos
}

const ManagedPoolTokenAddedEventName = "TokenAdded"

// ContractEventName returns the user-defined event name.
func (ManagedPoolTokenAdded) ContractEventName() string {
	return ManagedPoolTokenAddedEventName
}

// UnpackTokenAddedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event TokenAdded(address indexed token, uint256 normalizedWeight)
func (managedPool *ManagedPool) UnpackTokenAddedEvent(log *types.Log) (*ManagedPoolTokenAdded, error) {
	event := "TokenAdded"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolTokenAdded)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolTokenRemoved represents a TokenRemoved event raised by the ManagedPool contract.
type ManagedPoolTokenRemoved struct {
	Token common.Address
	Raw   *types.Log // Blockchain specific contextual infos
}

const ManagedPoolTokenRemovedEventName = "TokenRemoved"

// ContractEventName returns the user-defined event name.
func (ManagedPoolTokenRemoved) ContractEventName() string {
	return ManagedPoolTokenRemovedEventName
}

// UnpackTokenRemovedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event TokenRemoved(address indexed token)
func (managedPool *ManagedPool) UnpackTokenRemovedEvent(log *types.Log) (*ManagedPoolTokenRemoved, error) {
	event := "TokenRemoved"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolTokenRemoved)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ManagedPoolTransfer represents a Transfer event raised by the ManagedPool contract.
type ManagedPoolTransfer struct {
	From  common.Address
	To    common.Address
	Value *big.Int
	Raw   *types.Log // Blockchain specific contextual infos
}

const ManagedPoolTransferEventName = "Transfer"

// ContractEventName returns the user-defined event name.
func (ManagedPoolTransfer) ContractEventName() string {
	return ManagedPoolTransferEventName
}

// UnpackTransferEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transfer(address indexed from, address indexed to, uint256 value)
func (managedPool *ManagedPool) UnpackTransferEvent(log *types.Log) (*ManagedPoolTransfer, error) {
	event := "Transfer"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != managedPool.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ManagedPoolTransfer)
	if len(log.Data) > 0 {
		if err := managedPool.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range managedPool.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}
