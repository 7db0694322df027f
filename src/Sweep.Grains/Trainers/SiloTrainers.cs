using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Perceptron;
using Sweep.Grains.Processes;

namespace Sweep.Grains.Trainers;

/// <summary>
/// The trainers that this silo has: the perceptron, those of its host, the commands that its operator has named and, where it may, any command.
/// </summary>
public sealed class SiloTrainers : IDisposable
{
    private static readonly PerceptronTrainer Perceptron = new();

    private readonly Dictionary<string, NamedTrainer> _named;
    private readonly TrainerOptions _options;
    private readonly Lazy<CommandWorkplace> _workplace;

    public SiloTrainers(IEnumerable<NamedTrainer> named, TrainerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _named = named.Concat(options.Named).ToDictionary(trainer => trainer.Name, StringComparer.Ordinal);
        _options = options;
        _workplace = new(() => new CommandWorkplace(options.WorkDirectory, options.Secrets));
    }

    /// <summary>True where this silo can train a sweep of this trainer: only then it takes part in it.</summary>
    public bool Has(TrainerSpec trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        if (trainer.Command is not null)
            return _options.AllowsCommands;
        return !trainer.IsExternal && Knows(trainer);
    }

    /// <summary>Why this silo does not have it, and what helps; null where it does.</summary>
    public string? Refusal(TrainerSpec trainer)
    {
        if (Has(trainer))
            return null;
        if (trainer.IsExternal)
            return "its trials are trained by clients that ask a server for them: submit it, and serve it by `sweep serve` or sweep-silo";
        return trainer.Command is null
            ? $"this process does not have the trainer {trainer.Name}: train it where Sweep:Trainers:{trainer.Name} is set, or the program adds it"
            : "this silo runs no commands of specs: set Sweep:AllowCommands=true on silos that may, or name the command in Sweep:Trainers";
    }

    /// <exception cref="InvalidOperationException">This silo does not have it.</exception>
    public ITrainer Get(TrainerSpec trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        if (Refusal(trainer) is { } refusal)
            throw new InvalidOperationException(refusal);
        if (trainer.IsPerceptron)
            return Perceptron;
        if (trainer.Command is null && _named.TryGetValue(trainer.Name, out var known))
            return known.Make(trainer);
        return new CommandTrainer(trainer.Command is null ? trainer with { Command = _options.Commands[trainer.Name] } : trainer, _workplace.Value);
    }

    /// <summary>Forgets what trials of a sweep have left for their next attempts: there are none.</summary>
    public void Forget(Guid sweep)
    {
        if (_workplace.IsValueCreated)
            _workplace.Value.Forget(sweep);
    }

    public void Dispose()
    {
        if (_workplace.IsValueCreated)
            _workplace.Value.Dispose();
    }

    private bool Knows(TrainerSpec trainer) => trainer.IsPerceptron || _named.ContainsKey(trainer.Name) || _options.Commands.ContainsKey(trainer.Name);
}
