using Sweep.Core.Trainers;

namespace Sweep.Grains.Trainers;

/// <summary>What a silo may train by, besides the perceptron and the trainers of its host.</summary>
public sealed class TrainerOptions
{
    /// <summary>Whether it runs commands that a spec brings; else only those that its operator has named.</summary>
    public bool AllowsCommands { get; set; }

    /// <summary>Commands that the operator has named, by name.</summary>
    public IDictionary<string, TrainerCommand> Commands { get; } = new Dictionary<string, TrainerCommand>(StringComparer.Ordinal);

    /// <summary>Trainers in .NET that the operator has named.</summary>
    public ICollection<NamedTrainer> Named { get; } = [];

    /// <summary>Where commands have their checkpoints and output.</summary>
    public string WorkDirectory { get; set; } = "sweep-work";

    /// <summary>The value of a secret that a command asks for by name; null where there is none.</summary>
    public Func<string, string?> Secrets { get; set; } = _ => null;
}
