using System.Collections;
using System.ComponentModel;
using Sweep.Core.Texts;
using Sweep.Core.Trainers;
using Sweep.Core.Trainers.Protocol;

namespace Sweep.Grains.Processes;

/// <summary>Trains by a program of the user's, in any language: the protocol <c>sweep-trial/1</c>. Every attempt is a process of its own. Linux only.</summary>
/// <param name="spec">With a command, in which <see cref="CommandCheck"/> finds nothing wrong.</param>
/// <param name="workplace">The silo's; outlives all runs.</param>
public sealed class CommandTrainer(TrainerSpec spec, CommandWorkplace workplace) : ITrainer
{
    private const string Shell = "/bin/sh";

    private readonly TrainerCommand _command = spec.Command ?? throw new ArgumentException($"{spec.Name} is no command.", nameof(spec));

    /// <inheritdoc/>
    public int Attempts => _command.Limits.Attempts;

    /// <inheritdoc/>
    public ITrainingRun Begin(TrainingOrder order, IResumePoint? from)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (!OperatingSystem.IsLinux())
            throw new TrainerException("commands train on Linux only, where Sweep can see to it that their processes end with it", TrainerFailure.Final);
        if (!order.Pauses.IsEmpty)
            return new CommandCourse(order, asked => Open(order, asked));
        var run = Open(order, _ => order);
        try
        {
            run.Start();
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <summary>Makes all that an attempt needs but its process.</summary>
    /// <param name="order">The whole of what is to be trained.</param>
    /// <param name="asked">What is asked of it, by the step from which it goes on.</param>
    private CommandRun Open(TrainingOrder order, Func<int, TrainingOrder> asked) => Translated(Name(_command), () =>
    {
        var mark = workplace.NextMark();
        var folder = TrialFolder.Make(workplace, mark, order.Sweep, order.Trial.Number, ProtocolParameters.Of(order.Trial.Point));
        CommandFiles? files = null;
        try
        {
            files = CommandFiles.Open(folder, spec.IsResumable, SecretFiles.Write(_command.Secrets, workplace.Secrets, folder.Secrets));
            var (paths, from, leg) = (files.Paths, files.ResumeStep, asked(files.ResumeStep));
            return new CommandRun(Name(_command), _command.Limits, leg, mark, files, () => StartOf(
                CommandWords.Expand(_command, order.Trial.Point, folder.ParametersFile),
                TrialVariables.Of(SiloVariables(), _command, spec.Slots, leg, paths, from, mark)));
        }
        catch
        {
            files?.Dispose();
            folder.EndAttempt();
            throw;
        }
    });

    /// <summary>Whatever the system refuses is a trainer's failure to start.</summary>
    internal static T Translated<T>(string name, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Win32Exception)
        {
            throw new TrainerException($"{name} did not start on {Environment.MachineName}: {failure.Message}", failure);
        }
    }

    private ProcessStart StartOf(IReadOnlyList<string> words, SortedDictionary<string, string> environment)
    {
        var directory = Path.GetFullPath(_command.Directory ?? ".");
        if (!Directory.Exists(directory))
            throw new TrainerException($"directory: there is no folder {Printable.Of(directory)} on {Environment.MachineName}");
        var program = ProgramPath.Find(words[0], directory, environment.GetValueOrDefault("PATH"));
        if (_command.Limits.Memory is not { } memory)
            return new(program, words, environment, directory);
        // The limit holds from the program's first instruction on, and for all that it starts.
        string[] limited = ["sh", "-c", $"ulimit -v {memory >> 10}; exec \"$@\"", "sh", program, .. words.Skip(1)];
        return new(Shell, limited, environment, directory);
    }

    private static string Name(TrainerCommand command) => Printable.Of(string.Join(' ', command.Words.Take(2)));

    private static IEnumerable<KeyValuePair<string, string>> SiloVariables() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(pair => KeyValuePair.Create((string)pair.Key, (string?)pair.Value ?? ""));
}
