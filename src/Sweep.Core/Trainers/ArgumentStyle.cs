namespace Sweep.Core.Trainers;

/// <summary>How a command's <c>${args}</c> names the parameters.</summary>
public enum ArgumentStyle
{
    /// <summary><c>--learning_rate=0.1</c></summary>
    Gnu,

    /// <summary><c>learning_rate=0.1</c></summary>
    Hydra,

    /// <summary>Not at all: the command reads the file of parameters.</summary>
    None,
}
