// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity 0.7.1;

// What a thief deploys: contracts that answer as the real ones do, and tokens that
// give rights by functions with unusual names, with and without events.

/// Answers whatever is read as another contract does, but for its Vault and its id.
contract FakePool {
    address private immutable _real;
    address private immutable _vault;
    bytes32 private immutable _id;

    /// A vault or an id of zero is the real one's.
    constructor(address real, address vault, bytes32 id) {
        _real = real;
        _vault = vault;
        _id = id;
    }

    fallback() external {
        address real = _real;
        address vault = _vault;
        bytes32 id = _id;
        if (id == bytes32(uint256(1))) id = bytes32(uint256(uint160(address(this))) << 96); // an id of its own
        assembly {
            let selector := shr(224, calldataload(0))
            if and(eq(selector, 0x8d928af8), gt(vault, 0)) {
                mstore(0, vault)
                return(0, 32)
            }
            if and(eq(selector, 0x38fff2d0), gt(id, 0)) {
                mstore(0, id)
                return(0, 32)
            }
            calldatacopy(0, 0, calldatasize())
            let ok := staticcall(gas(), real, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if ok {
                return(0, returndatasize())
            }
            revert(0, returndatasize())
        }
    }
}

/// Answers of one pool as the real Vault does of another one.
contract FakeVault {
    address private immutable _vault;
    address private immutable _pool;
    bytes32 private immutable _id;

    constructor(
        address vault,
        address pool,
        bytes32 id
    ) {
        _vault = vault;
        _pool = pool;
        _id = id;
    }

    /// The pool is who has the id: the first twenty bytes of it.
    function getPool(bytes32 id) external pure returns (address, uint8) {
        return (address(uint160(uint256(id) >> 96)), 1);
    }

    fallback() external {
        address vault = _vault;
        address pool = _pool;
        bytes32 id = _id;
        assembly {
            calldatacopy(0, 0, calldatasize())
            if gt(calldatasize(), 35) {
                mstore(4, id)
            }
            let ok := staticcall(gas(), vault, 0, calldatasize(), 0, 0)
            if iszero(ok) {
                mstore(36, pool) // getPoolTokenInfo of the BPT
                ok := staticcall(gas(), vault, 0, calldatasize(), 0, 0)
            }
            returndatacopy(0, 0, returndatasize())
            if ok {
                return(0, returndatasize())
            }
            revert(0, returndatasize())
        }
    }
}

/// A token with the functions of several standards that let others take it, by names
/// that no interface of mpool's has. A quiet one emits nothing of it.
contract OddToken {
    string public constant name = "Odd";
    string public constant symbol = "ODD";
    uint8 public constant decimals = 18;
    uint256 public totalSupply;
    bool private immutable _loud;
    address public owner;

    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    mapping(address => mapping(address => bool)) public isApprovedForAll;
    mapping(address => mapping(address => bool)) private _operators;
    mapping(bytes32 => mapping(address => bool)) public hasRole;

    event Transfer(address indexed from, address indexed to, uint256 amount);
    event Approval(address indexed owner, address indexed spender, uint256 amount);
    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);
    event AuthorizedOperator(address indexed operator, address indexed holder);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender);

    constructor(address owner_, bool loud) {
        owner = owner_;
        _loud = loud;
    }

    function mint(address to, uint256 amount) external {
        totalSupply += amount;
        balanceOf[to] += amount;
        emit Transfer(address(0), to, amount);
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        emit Approval(msg.sender, spender, amount);
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        return _move(msg.sender, to, amount);
    }

    function transferFrom(
        address from,
        address to,
        uint256 amount
    ) external returns (bool) {
        require(allowance[from][msg.sender] >= amount, "no allowance");
        allowance[from][msg.sender] -= amount;
        return _move(from, to, amount);
    }

    function _move(
        address from,
        address to,
        uint256 amount
    ) private returns (bool) {
        require(balanceOf[from] >= amount, "no balance");
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        emit Transfer(from, to, amount);
        return true;
    }

    function isOperatorFor(address operator, address holder) external view returns (bool) {
        return _operators[holder][operator];
    }

    function increaseApproval(address spender, uint256 more) external {
        allowance[msg.sender][spender] += more;
        if (_loud) emit Approval(msg.sender, spender, allowance[msg.sender][spender]);
    }

    /// Anybody has a holder allow somebody to take it: what a thief's own token may do.
    function slip(
        address holder,
        address spender,
        uint256 amount
    ) external {
        allowance[holder][spender] = amount;
    }

    function approveAndCall(
        address spender,
        uint256 amount,
        bytes calldata
    ) external {
        allowance[msg.sender][spender] = amount;
        if (_loud) emit Approval(msg.sender, spender, amount);
    }

    function setApprovalForAll(address operator, bool approved) external {
        isApprovedForAll[msg.sender][operator] = approved;
        if (_loud) emit ApprovalForAll(msg.sender, operator, approved);
    }

    function authorizeOperator(address operator) external {
        _operators[msg.sender][operator] = true;
        if (_loud) emit AuthorizedOperator(operator, msg.sender);
    }

    function transferOwnership(address to) external {
        require(msg.sender == owner, "not the owner");
        owner = to;
        if (_loud) emit OwnershipTransferred(msg.sender, to);
    }

    function grantRole(bytes32 role, address to) external {
        hasRole[role][to] = true;
        emit RoleGranted(role, to, msg.sender);
    }

    /// CoW's settlement's event.
    event PreSignature(address indexed owner, bytes orderUid, bool signed);

    function setPreSignature(bytes calldata order, bool signed) external {
        emit PreSignature(msg.sender, order, signed);
    }

    /// Permit2's event, with its allowances kept elsewhere.
    event Approval(address indexed owner, address indexed token, address indexed spender, uint160 amount, uint48 expiration);

    function approve(
        address token,
        address spender,
        uint160 amount,
        uint48 expiration
    ) external {
        emit Approval(msg.sender, token, spender, amount, expiration);
    }
}

/// A registry that nobody knows: it tells of a right of each kind, as many contracts do,
/// keeps one kind without a word, and changes an allowance of a token of its own.
contract Registry {
    mapping(address => mapping(address => bool)) public hasApprovedRelayer;

    event OperatorSet(address indexed owner, address indexed operator, bool approved);
    event RelayerApprovalChanged(address indexed relayer, address indexed sender, bool approved);
    event OwnershipTransferStarted(address indexed previousOwner, address indexed newOwner);
    event AdminChanged(address previousAdmin, address newAdmin);
    event PermissionGranted(bytes32 indexed permission, address indexed account, address indexed where);
    event RolesUpdated(address indexed user, uint256 indexed roles);
    event EnabledModule(address module);
    event AddedOwner(address owner);
    event ChangedGuard(address guard);
    event ChangedModuleGuard(address guard);
    event ChangedFallbackHandler(address handler);
    event DelegateChanged(address indexed delegator, address indexed fromDelegate, address indexed toDelegate);
    event SetDelegate(address indexed delegator, bytes32 indexed id, address indexed delegate);
    event BorrowAllowanceDelegated(address indexed from, address indexed to, address indexed asset, uint256 amount);
    event Permit(address indexed owner, address indexed token, address indexed spender, uint160 amount, uint48 expiration, uint48 nonce);
    event Approval(address indexed owner, address indexed spender, uint256 indexed id);
    event ApprovalForAll(address indexed owner, address indexed operator, bool approved);
    event AuthorizedOperator(address indexed operator, address indexed holder);
    event OwnershipTransferred(address indexed previousOwner, address indexed newOwner);
    event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender);

    function tell(uint256 kind, address to) external {
        if (kind == 0) emit OperatorSet(msg.sender, to, true);
        if (kind == 1) emit RelayerApprovalChanged(to, msg.sender, true);
        if (kind == 2) emit OwnershipTransferStarted(msg.sender, to);
        if (kind == 3) emit AdminChanged(msg.sender, to);
        if (kind == 4) emit PermissionGranted(bytes32(uint256(1)), to, address(this));
        if (kind == 5) emit RolesUpdated(to, 1);
        if (kind == 6) emit EnabledModule(to);
        if (kind == 7) emit AddedOwner(to);
        if (kind == 8) emit ChangedGuard(to);
        if (kind == 9) emit ChangedModuleGuard(to);
        if (kind == 10) emit ChangedFallbackHandler(to);
        if (kind == 11) emit DelegateChanged(msg.sender, address(0), to);
        if (kind == 12) emit SetDelegate(msg.sender, bytes32(uint256(1)), to);
        if (kind == 13) emit BorrowAllowanceDelegated(msg.sender, to, address(this), 1);
        if (kind == 14) emit Permit(msg.sender, address(this), to, 1, 4000000000, 0);
        if (kind == 15) emit Approval(msg.sender, to, 0);
        if (kind == 16) emit ApprovalForAll(msg.sender, to, true);
        if (kind == 17) emit AuthorizedOperator(to, msg.sender);
        if (kind == 18) emit OwnershipTransferred(msg.sender, to);
        if (kind == 19) emit RoleGranted(bytes32(uint256(1)), to, msg.sender);
    }

    function letAct(address relayer) external {
        hasApprovedRelayer[msg.sender][relayer] = true;
    }

    function pull(
        OddToken token,
        address spender,
        uint256 amount
    ) external {
        token.slip(msg.sender, spender, amount);
    }
}

/// A token that burns what gas it gets where it is asked for a balance, and says on
/// demand that it was moved.
contract BombToken {
    string public constant symbol = "BOMB";
    uint8 public constant decimals = 18;

    event Transfer(address indexed from, address indexed to, uint256 amount);

    function balanceOf(address) external view returns (uint256 n) {
        while (gasleft() > 2000) n++;
        return 0;
    }

    function leave(address from, address to) external {
        emit Transfer(from, to, 1);
    }
}

/// Makes many such tokens, has each say that it left whoever calls, and burns gas.
contract Bomber {
    BombToken[] private _all;

    constructor(uint256 many) {
        for (uint256 i = 0; i < many; i++) _all.push(new BombToken());
    }

    function go(address to, uint256 burned) external {
        for (uint256 i = 0; i < _all.length; i++) _all[i].leave(msg.sender, to);
        uint256 stop = gasleft() > burned ? gasleft() - burned : 0;
        uint256 n;
        while (gasleft() > stop) n++;
    }
}

/// An old router that the Safe once let take all that it has of a token.
contract Router {
    function route(
        address token,
        address to,
        uint256 amount
    ) external {
        OddToken(token).transferFrom(msg.sender, to, amount);
    }
}
