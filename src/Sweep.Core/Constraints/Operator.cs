namespace Sweep.Core.Constraints;

/// <summary>What stands between two operands of an expression.</summary>
public enum Operator
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}
