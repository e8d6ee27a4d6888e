// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.7.1;

interface IPool {
    function getPoolId() external view returns (bytes32);

    function getVault() external view returns (address);

    function getOwner() external view returns (address);

    function getSwapEnabled() external view returns (bool);

    function getJoinExitEnabled() external view returns (bool);

    function getMustAllowlistLPs() external view returns (bool);

    function getPausedState() external view returns (bool paused, uint256 windowEnd, uint256 bufferEnd);

    function inRecoveryMode() external view returns (bool);

    function getSwapFeePercentage() external view returns (uint256);

    function getGradualSwapFeeUpdateParams() external view returns (uint256 start, uint256 end, uint256 from, uint256 to);

    function getGradualWeightUpdateParams() external view returns (uint256 start, uint256 end, uint256[] memory from, uint256[] memory to);

    function getNormalizedWeights() external view returns (uint256[] memory);

    function getScalingFactors() external view returns (uint256[] memory);

    function getManagementAumFeeParams() external view returns (uint256 percentage, uint256 lastCollection);

    function getProtocolFeePercentageCache(uint256 feeType) external view returns (uint256);

    function getActualSupply() external view returns (uint256);

    function getCircuitBreakerState(address token)
        external
        view
        returns (uint256 bptPrice, uint256 referenceWeight, uint256 lower, uint256 upper, uint256 lowerPrice, uint256 upperPrice);
}

interface IVault {
    function getPoolTokens(bytes32 id) external view returns (address[] memory tokens, uint256[] memory balances, uint256 lastChangeBlock);

    function getPoolTokenInfo(bytes32 id, address token)
        external
        view
        returns (uint256 cash, uint256 managed, uint256 lastChangeBlock, address assetManager);

    function getProtocolFeesCollector() external view returns (address);

    function getPool(bytes32 id) external view returns (address pool, uint8 specialization);
}

interface IFactory {
    function isPoolFromFactory(address pool) external view returns (bool);
}

interface IToken {
    function name() external view returns (string memory);

    function symbol() external view returns (string memory);

    function totalSupply() external view returns (uint256);
}

interface ISafe {
    function VERSION() external view returns (string memory);

    function getThreshold() external view returns (uint256);

    function getOwners() external view returns (address[] memory);

    function nonce() external view returns (uint256);
}

// The lens reads the whole state of a Managed Pool in one call, at one block.
//
// It is never deployed. Its creation code with the arguments behind it is run
// by an eth_call without `to`, or is put at an address that has no code by a
// `code` state override and called there: the constructor reads its arguments
// from the end of the running code, so that the very same bytes do both.
//
// Whatever it asks may be hostile: each call has a gas limit, no more of an
// answer is copied than is used, and what does not answer, or answers a number
// that is too large for its field, is marked as missing and written as zero.
// The lens itself never reverts.
//
// The answer is packed, big-endian; ../decode.go is its other side.
//
//   every page   version 1 · number 8 · time 8 · parent hash 32 · code size of the pool 4 · missing 4 ·
//                pool id 32 · vault 20 · tokens in the Vault's list 2 · which factory knows the pool 1 (255: none)
//   first page   owner 20 · its code size 4 · switches 1 · swap fee 8, its change: start 8, end 8, from 8, to 8 ·
//                weight change: start 8, end 8 · AUM fee 8 · last collection 8 · protocol's share 8 ·
//                total supply 32 · the Vault's BPT: cash 14, managed 14 · actual supply 32 · fees collector 20 ·
//                the pool that the Vault has by the id 20 (0: none) · name 1+n · symbol 1+n
//   each token   address 20 · missing 1 · decimals 1 · symbol 1+n · cash 14 · managed 14 · asset manager 20, whether it is a contract 1 ·
//                start weight 8 · end weight 8 · weight 8 · breaker 0 or 120
//
// Where the pool has no code, or no id or Vault, the answer ends after the
// first part.
contract Lens {
    uint256 private constant VERSION = 4;
    uint256 private constant PAGE = 25;
    uint256 private constant BUFFER = 8192; // a full page with every breaker set is 6.8 kB

    // What one call may burn. Fifty weights cost a pool about 0.5 M; a symbol
    // behind a proxy about 10 k.
    uint256 private constant POOL_GAS = 3000000;
    uint256 private constant TEXT_GAS = 500000;
    uint256 private constant SYMBOL_GAS = 100000;

    // The most that is copied of an answer: 51 tokens in two arrays are 3.4 kB.
    uint256 private constant WORD = 32;
    uint256 private constant LISTS = 4096;

    // Bits of `missing`, and of a token's `missing`.
    uint256 private constant ID = 1 << 0;
    uint256 private constant VAULT = 1 << 1;
    uint256 private constant TOKENS = 1 << 2;
    uint256 private constant OWNER = 1 << 3;
    uint256 private constant SWAP_ENABLED = 1 << 4;
    uint256 private constant JOIN_EXIT_ENABLED = 1 << 5;
    uint256 private constant MUST_ALLOWLIST = 1 << 6;
    uint256 private constant PAUSED = 1 << 7;
    uint256 private constant RECOVERY = 1 << 8;
    uint256 private constant SWAP_FEE = 1 << 9;
    uint256 private constant SWAP_FEE_CHANGE = 1 << 10;
    uint256 private constant WEIGHT_CHANGE = 1 << 11;
    uint256 private constant AUM_FEE = 1 << 12;
    uint256 private constant PROTOCOL_SHARE = 1 << 13;
    uint256 private constant TOTAL_SUPPLY = 1 << 14;
    uint256 private constant VAULT_BPT = 1 << 15;
    uint256 private constant ACTUAL_SUPPLY = 1 << 16;
    uint256 private constant NAME = 1 << 17;
    uint256 private constant SYMBOL = 1 << 18;
    uint256 private constant SAFE = 1 << 19; // the owner does not answer as a Safe does
    uint256 private constant VAULT_PAUSED = 1 << 20;
    uint256 private constant FEES_COLLECTOR = 1 << 21;

    uint256 private constant TOKEN_ADDRESS = 1 << 0;
    uint256 private constant TOKEN_DECIMALS = 1 << 1;
    uint256 private constant TOKEN_SYMBOL = 1 << 2;
    uint256 private constant TOKEN_INFO = 1 << 3;
    uint256 private constant TOKEN_CHANGE = 1 << 4;
    uint256 private constant TOKEN_WEIGHT = 1 << 5;
    uint256 private constant TOKEN_BREAKER = 1 << 6;
    uint256 private constant NO_BREAKER = 1 << 7; // none is set, and none is written

    uint256 private constant AUM_FEE_TYPE = 3; // ProtocolFeeType.AUM

    struct Page {
        uint256 at; // where the next byte of the answer goes
        uint256 missing;
        address pool;
        address vault;
        bytes32 id;
        bytes tokens; // answers that hold lists
        bytes factors;
        bytes change;
        bytes weights;
    }

    constructor(address pool, uint256 first, address[] memory factories) {
        bytes memory buffer = new bytes(BUFFER);
        Page memory p;
        p.pool = pool;
        assembly {
            mstore(p, add(buffer, 32))
        }
        _head(p, first, factories);
        if (p.missing & (ID | VAULT) == 0) {
            p.change = _ask(pool, POOL_GAS, LISTS, _get(IPool.getGradualWeightUpdateParams.selector));
            if (first == 0) _pool(p);
            _tokens(p, first);
        }
        assembly {
            let start := add(buffer, 32)
            // The head's `missing` is only known now.
            let slot := add(start, 53)
            mstore(slot, or(mload(slot), shl(224, mload(add(p, 32)))))
            return(start, sub(mload(p), start))
        }
    }

    function _head(Page memory p, uint256 first, address[] memory factories) private view {
        uint256 size = _codeSize(p.pool);
        bytes memory id = _ask(p.pool, POOL_GAS, WORD, _get(IPool.getPoolId.selector));
        bytes memory vault = _ask(p.pool, POOL_GAS, WORD, _get(IPool.getVault.selector));
        _put(p, VERSION, 1);
        _put(p, block.number, 8);
        _put(p, block.timestamp, 8);
        _put(p, uint256(blockhash(block.number - 1)), 32);
        _put(p, size, 4);
        _put(p, 0, 4);
        p.id = bytes32(_field(p, ID, id, 0, 32));
        p.vault = address(_field(p, VAULT, vault, 0, 20));
        if (p.missing & (ID | VAULT) == 0) {
            p.tokens = _ask(p.vault, POOL_GAS, LISTS, _with(IVault.getPoolTokens.selector, uint256(p.id), 0));
        }
        _put(p, _count(p.tokens), 2);
        _put(p, first == 0 && size != 0 ? _factory(p.pool, factories) : 255, 1);
    }

    function _factory(address pool, address[] memory factories) private view returns (uint256) {
        for (uint256 i = 0; i < factories.length; i++) {
            bytes memory yes = _ask(factories[i], SYMBOL_GAS, WORD, _with(IFactory.isPoolFromFactory.selector, uint256(pool), 0));
            if (_word(yes, 0) == 1) return i;
        }
        return 255;
    }

    function _pool(Page memory p) private view {
        bytes memory answer = _ask(p.pool, POOL_GAS, WORD, _get(IPool.getOwner.selector));
        address owner = address(_field(p, OWNER, answer, 0, 20));
        _put(p, _isDelegating(owner) ? 0 : _codeSize(owner), 4);
        if (!_isSafe(owner)) p.missing |= SAFE;
        _put(p, _switches(p), 1);
        _fees(p);
        _supply(p);
        _field(p, FEES_COLLECTOR, _ask(p.vault, POOL_GAS, WORD, _get(IVault.getProtocolFeesCollector.selector)), 0, 20);
        _put(p, _registered(p), 20);
        _text(p, NAME, _ask(p.pool, TEXT_GAS, 128, _get(IToken.name.selector)), 64);
        _text(p, SYMBOL, _ask(p.pool, TEXT_GAS, 96, _get(IToken.symbol.selector)), 32);
    }

    // The pool that the Vault knows by the id. Every pool says its id itself; the Vault gave it to one.
    function _registered(Page memory p) private view returns (uint256 pool) {
        pool = _word(_ask(p.vault, POOL_GAS, WORD, _with(IVault.getPool.selector, uint256(p.id), 0)), 0);
        if (pool >> 160 != 0) pool = 0;
    }

    // An account that delegates (EIP-7702) shows 23 bytes of code, 0xef0100 and
    // an address, and still signs with its key.
    function _isDelegating(address owner) private view returns (bool) {
        uint256 start;
        assembly {
            extcodecopy(owner, 0, 0, 32)
            start := shr(232, mload(0))
        }
        return start == 0xef0100 && _codeSize(owner) == 23;
    }

    function _isSafe(address owner) private view returns (bool) {
        return
            _codeSize(owner) != 0 &&
            _ask(owner, TEXT_GAS, 64, _get(ISafe.VERSION.selector)).length == 64 &&
            _word(_ask(owner, TEXT_GAS, WORD, _get(ISafe.getThreshold.selector)), 0) != 0 &&
            _ask(owner, TEXT_GAS, 64, _get(ISafe.getOwners.selector)).length == 64 &&
            _ask(owner, TEXT_GAS, WORD, _get(ISafe.nonce.selector)).length == 32;
    }

    function _switches(Page memory p) private view returns (uint256 all) {
        all = _switch(p, SWAP_ENABLED, p.pool, IPool.getSwapEnabled.selector);
        all |= _switch(p, JOIN_EXIT_ENABLED, p.pool, IPool.getJoinExitEnabled.selector) << 1;
        all |= _switch(p, MUST_ALLOWLIST, p.pool, IPool.getMustAllowlistLPs.selector) << 2;
        all |= _switch(p, PAUSED, p.pool, IPool.getPausedState.selector) << 3;
        all |= _switch(p, RECOVERY, p.pool, IPool.inRecoveryMode.selector) << 4;
        all |= _switch(p, VAULT_PAUSED, p.vault, IPool.getPausedState.selector) << 5; // the Vault's has the same form
    }

    function _switch(Page memory p, uint256 bit, address at, bytes4 getter) private view returns (uint256 value) {
        bytes memory answer = _ask(at, POOL_GAS, WORD, _get(getter));
        value = _word(answer, 0);
        if (answer.length != WORD || value > 1) {
            p.missing |= bit;
            value = 0;
        }
    }

    function _fees(Page memory p) private view {
        _field(p, SWAP_FEE, _ask(p.pool, POOL_GAS, WORD, _get(IPool.getSwapFeePercentage.selector)), 0, 8);
        bytes memory answer = _ask(p.pool, POOL_GAS, 128, _get(IPool.getGradualSwapFeeUpdateParams.selector));
        for (uint256 i = 0; i < 4; i++) _field(p, SWAP_FEE_CHANGE, answer, i, 8);
        _field(p, WEIGHT_CHANGE, p.change, 0, 8);
        _field(p, WEIGHT_CHANGE, p.change, 1, 8);
        answer = _ask(p.pool, POOL_GAS, 64, _get(IPool.getManagementAumFeeParams.selector));
        _field(p, AUM_FEE, answer, 0, 8);
        _field(p, AUM_FEE, answer, 1, 8);
        answer = _ask(p.pool, POOL_GAS, WORD, _with(IPool.getProtocolFeePercentageCache.selector, AUM_FEE_TYPE, 0));
        _field(p, PROTOCOL_SHARE, answer, 0, 8);
    }

    function _supply(Page memory p) private view {
        _field(p, TOTAL_SUPPLY, _ask(p.pool, POOL_GAS, WORD, _get(IToken.totalSupply.selector)), 0, 32);
        bytes memory info = _tokenInfo(p, p.pool);
        _field(p, VAULT_BPT, info, 0, 14);
        _field(p, VAULT_BPT, info, 1, 14);
        _field(p, ACTUAL_SUPPLY, _ask(p.pool, POOL_GAS, WORD, _get(IPool.getActualSupply.selector)), 0, 32);
    }

    // The Vault's list begins with the pool's own token, which no other list has.
    function _tokens(Page memory p, uint256 first) private view {
        uint256 count = _count(p.tokens);
        if (count == 0) p.missing |= TOKENS;
        if (count <= first + 1) return;
        p.factors = _ask(p.pool, POOL_GAS, LISTS, _get(IPool.getScalingFactors.selector));
        p.weights = _ask(p.pool, POOL_GAS, LISTS, _get(IPool.getNormalizedWeights.selector));
        uint256 missing = p.missing;
        for (uint256 i = first; i + 1 < count && i < first + PAGE; i++) _token(p, i);
        p.missing = missing;
    }

    function _token(Page memory p, uint256 i) private view {
        p.missing = 0;
        address token = address(_element(p, TOKEN_ADDRESS, p.tokens, 0, i + 1));
        _put(p, uint256(token), 20);
        uint256 mark = p.at;
        _put(p, 0, 1);
        _put(p, _decimals(p, i), 1);
        _text(p, TOKEN_SYMBOL, _ask(token, SYMBOL_GAS, 96, _get(IToken.symbol.selector)), 32);
        bytes memory info = _tokenInfo(p, token);
        _field(p, TOKEN_INFO, info, 0, 14);
        _field(p, TOKEN_INFO, info, 1, 14);
        address manager = address(_field(p, TOKEN_INFO, info, 3, 20));
        _put(p, _codeSize(manager) != 0 && !_isDelegating(manager) ? 1 : 0, 1);
        _put(p, _element(p, TOKEN_CHANGE, p.change, 2, i), 8);
        _put(p, _element(p, TOKEN_CHANGE, p.change, 3, i), 8);
        _put(p, _element(p, TOKEN_WEIGHT, p.weights, 0, i), 8);
        _breaker(p, token);
        uint256 missing = p.missing;
        assembly {
            mstore8(mark, missing)
        }
    }

    // The pool's own idea of a token's decimals is the one that its arithmetic
    // uses: 1e18 * 10^(18 - decimals). A token cannot change it afterwards.
    function _decimals(Page memory p, uint256 i) private pure returns (uint256 decimals) {
        uint256 factor = _element(p, TOKEN_DECIMALS, p.factors, 0, i);
        uint256 power = 1e18;
        for (decimals = 18; decimals != 0 && power < factor; decimals--) power *= 10;
        if (power != factor) p.missing |= TOKEN_DECIMALS;
    }

    function _breaker(Page memory p, address token) private view {
        bytes memory answer = _ask(p.pool, POOL_GAS, 192, _with(IPool.getCircuitBreakerState.selector, uint256(token), 0));
        if (answer.length != 192) {
            p.missing |= TOKEN_BREAKER | NO_BREAKER;
            return;
        }
        uint256 any = 0;
        for (uint256 i = 0; i < 6; i++) any |= _word(answer, i);
        if (any == 0) {
            p.missing |= NO_BREAKER;
            return;
        }
        _field(p, TOKEN_BREAKER, answer, 0, 32);
        for (uint256 i = 1; i < 4; i++) _field(p, TOKEN_BREAKER, answer, i, 8);
        _field(p, TOKEN_BREAKER, answer, 4, 32);
        _field(p, TOKEN_BREAKER, answer, 5, 32);
    }

    function _tokenInfo(Page memory p, address token) private view returns (bytes memory) {
        return _ask(p.vault, POOL_GAS, 128, _with(IVault.getPoolTokenInfo.selector, uint256(p.id), uint256(token)));
    }

    // ---- asking

    function _get(bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector);
    }

    /// Two words for every function that takes arguments: one that is not
    /// wanted is ignored, as all of these are Solidity's.
    function _with(bytes4 selector, uint256 a, uint256 b) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, a, b);
    }

    /// The first `most` bytes of what `to` answers, or nothing where it fails.
    function _ask(address to, uint256 gasLimit, uint256 most, bytes memory input) private view returns (bytes memory answer) {
        assembly {
            answer := mload(0x40)
            let size := 0
            if staticcall(gasLimit, to, add(input, 32), mload(input), 0, 0) {
                size := returndatasize()
                if gt(size, most) { size := most }
            }
            mstore(answer, size)
            returndatacopy(add(answer, 32), 0, size)
            mstore(0x40, add(answer, add(most, 64)))
        }
    }

    function _codeSize(address a) private view returns (uint256 size) {
        assembly {
            size := extcodesize(a)
        }
    }

    // ---- reading answers

    /// Word number `i`, or zero where the answer is shorter.
    function _word(bytes memory answer, uint256 i) private pure returns (uint256 value) {
        if (answer.length < 32 * i + 32) return 0;
        assembly {
            value := mload(add(answer, add(32, mul(32, i))))
        }
    }

    /// The length of the list whose place is in the first word.
    function _count(bytes memory answer) private pure returns (uint256) {
        uint256 offset = _word(answer, 0);
        if (offset == 0 || offset >= LISTS) return 0;
        uint256 count = _word(answer, offset / 32);
        return count < 256 ? count : 0;
    }

    /// Element `i` of the list whose place is in word `head`; all that is read from lists fits in 8 bytes, or is an
    /// address or a scaling factor.
    function _element(
        Page memory p,
        uint256 bit,
        bytes memory answer,
        uint256 head,
        uint256 i
    ) private pure returns (uint256 value) {
        uint256 offset = _word(answer, head) / 32;
        uint256 width = bit & (TOKEN_CHANGE | TOKEN_WEIGHT) != 0 ? 64 : 160;
        if (offset < LISTS && i < _word(answer, offset) && answer.length >= 32 * (offset + i) + 64) {
            value = _word(answer, offset + i + 1);
            if (value >> width == 0) return value;
        }
        p.missing |= bit;
        return 0;
    }

    // ---- writing

    function _put(Page memory p, uint256 value, uint256 width) private pure {
        assembly {
            mstore(mload(p), shl(sub(256, mul(8, width)), value))
            mstore(p, add(mload(p), width))
        }
    }

    /// Writes word number `i` of an answer in `width` bytes; missing, where it is not there or does not fit.
    function _field(
        Page memory p,
        uint256 bit,
        bytes memory answer,
        uint256 i,
        uint256 width
    ) private pure returns (uint256 value) {
        value = _word(answer, i);
        if (answer.length < 32 * i + 32 || (width < 32 && value >> (8 * width) != 0)) {
            p.missing |= bit;
            value = 0;
        }
        _put(p, value, width);
    }

    /// Writes a length and the first `most` bytes of a text: a string, or 32 bytes of which those after a zero are none.
    function _text(
        Page memory p,
        uint256 bit,
        bytes memory answer,
        uint256 most
    ) private pure {
        uint256 from = 64;
        uint256 size = 0;
        if (answer.length == 32) {
            from = 32;
            while (size < 32 && uint8(answer[size]) != 0) size++;
        } else if (answer.length >= 64 && _word(answer, 0) == 32) {
            from = 96;
            size = _word(answer, 1);
            if (size > most) size = most;
            if (size > answer.length - 64) size = answer.length - 64;
        } else {
            p.missing |= bit;
        }
        _put(p, size, 1);
        assembly {
            let at := mload(p)
            mstore(at, mload(add(answer, from)))
            mstore(add(at, 32), mload(add(answer, add(from, 32))))
            mstore(p, add(at, size))
        }
    }
}
