namespace Personalization.Journeys.Language.Program;

public enum UnaryOperator
{
    Not,
    Negate,
}

public enum BinaryOperator
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    In,
    NotIn,
    Contains,
    StartsWith,
    EndsWith,
    Default,
    Add,
    Subtract,
    Multiply,
    Divide,
}

public enum IsTest
{
    Known,
    Missing,
    Empty,
}

public enum AggregateFunction
{
    Count,
    Sum,
    Average,
    Min,
    Max,
    Distinct,
}

/// <summary>Which stretch of a customer's events an expression reads. All are half-open: `(from, to]`.</summary>
public enum WindowKind
{
    /// <summary>`in last D`: (now − D, now].</summary>
    Last,

    /// <summary>`between A ago and B ago`: (now − A, now − B].</summary>
    Between,

    /// <summary>`since entry`: [entry, now] of the run.</summary>
    SinceEntry,

    Ever,
}
