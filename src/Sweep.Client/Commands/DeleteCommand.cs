using System.CommandLine;
using Sweep.Client.Formatting;
using Sweep.Client.Stores;
using Sweep.Client.Terminal;
using Sweep.Core.Sweeps;
using Sweep.Service;
using Sweep.Service.Answers;
using Sweep.Service.Results;
using Sweep.Service.Sweeps;
using Sweep.Service.Views;
using Sweep.Storage.Sweeps;

namespace Sweep.Client.Commands;

/// <summary><c>sweep delete ID</c>: a sweep that has ended goes, with all that is stored of it.</summary>
internal static class DeleteCommand
{
    private static readonly Argument<string> Id = Arguments.SweepId();

    private static readonly Option<bool> Yes = new("--yes") { Description = "Do not ask" };

    public static Command Create(CommandHost host) => host.Handle(
        new Command("delete", "Delete a sweep that has ended, with its trials and curves") { Id, Yes }, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        await using var opened = await SweepsOpener.OpenAsync(call, cancellation);

        // Of a deletion that was stopped nothing finds the sweep any more, so its rest goes before this one is looked for.
        var finished = await opened.Upkeep.FinishDeletionsAsync(cancellation);
        var id = call.Get(Id);
        var answer = await opened.Sweeps.FindAsync(id, cancellation);
        if (!answer.TryGet(out var sweep, out var refusal))
            return finished.Where(one => IsMeant(one, id)).Select(one => (Guid?)one).FirstOrDefault() is { } rest
                ? EndOf(call, rest)
                : throw new RefusalException(refusal);
        if (sweep.State.IsFinal() && !call.Get(Yes) && !await AskAsync(call, opened.Upkeep, sweep, cancellation))
        {
            call.Output.Say("nothing is deleted");
            return ExitCodes.Failed;
        }

        var deleted = (await opened.Upkeep.DeleteAsync(sweep, cancellation)).Require();
        if (call.Json)
            call.WriteJson(deleted, SweepJson.Default.DeletedSweep);
        call.Output.Say($"{sweep} is deleted, with {Figures.Count(deleted.Trials)} trials");
        return ExitCodes.Done;
    }

    private static int EndOf(Invocation call, Guid id)
    {
        if (call.Json)
            call.WriteJson(new DeletedSweep(id, "", 0), SweepJson.Default.DeletedSweep);
        call.Output.Say($"sweep {id:d} was being deleted, and is gone now");
        return ExitCodes.Done;
    }

    private static bool IsMeant(Guid id, string written) =>
        SweepIds.Prefix(written) is { } prefix && id.ToString("d").StartsWith(prefix, StringComparison.Ordinal);

    private static async Task<bool> AskAsync(Invocation call, ISweepUpkeep upkeep, SweepRecord sweep, CancellationToken cancellation)
    {
        if (!call.Context.InputIsTerminal)
            throw CliException.Usage(new Problem("--yes", "", "is missing: there is no terminal on which to ask", "write --yes to delete without being asked"));
        var trials = await upkeep.CountTrialsAsync(sweep, cancellation);
        call.Output.Say($"delete {sweep}, which is {sweep.State.ToName()}, with its {Figures.Count(trials)} trials? There is no way back. Type y for yes:");
        using var input = new StreamReader(call.Context.Input, leaveOpen: true);

        // A terminal's read ends with its line alone, and Ctrl-C is to end the command at once.
        var line = await Task.Run(input.ReadLine, cancellation).WaitAsync(cancellation);
        return line?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
