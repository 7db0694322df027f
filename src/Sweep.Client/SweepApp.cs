using System.CommandLine;
using System.CommandLine.Help;
using Sweep.Client.Commands;
using Sweep.Client.Terminal;
using Sweep.Grains.Settings;
using Sweep.Grains.Telemetry;
using Sweep.Service.Answers;
using Sweep.Storage.Faults;

namespace Sweep.Client;

/// <summary>The command line <c>sweep</c>, from arguments to exit code.</summary>
internal static class SweepApp
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliContext context)
    {
        var output = new Output(context);
        try
        {
            var code = await InvokeAsync(args, context, output);
            output.Flush();
            return code;
        }
        catch (IOException failure) when (ClosedPipe.IsCause(failure))
        {
            // Whoever read the output has all that it wanted.
            return ExitCodes.Done;
        }
#pragma warning disable CA1031 // The last resort of the process: people get words, not a stack trace.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return Report(failure, context, output);
        }
        finally
        {
            output.Dispose();
        }
    }

    private static async Task<int> InvokeAsync(IReadOnlyList<string> args, CliContext context, Output output)
    {
        var root = CreateRoot(new CommandHost(context, output));
        var parsed = root.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.Action is HelpAction or VersionAction)
            return await parsed.InvokeAsync(Configuration(output), CancellationToken.None);
        var errors = CommandErrors.Of(parsed);
        if (errors.Count > 0)
            throw CliException.Usage(errors);
        RefuseUnknownSettings(context);
        using var telemetry = StartTelemetry(context, output);
        return await parsed.InvokeAsync(Configuration(output), context.Interrupted);
    }

    /// <summary>A misspelt variable would silently be its default, and a database in the current folder the result.</summary>
    private static void RefuseUnknownSettings(CliContext context)
    {
        Problem[] unknown =
        [
            .. from name in context.VariableNames.Order(StringComparer.Ordinal)
               let refusal = KnownSettings.Refusal(name.Replace("__", ":", StringComparison.Ordinal), Setting.VariableOf)
               where refusal is not null
               select new Problem(name, "", refusal),
        ];
        if (unknown.Length > 0)
            throw CliException.Usage(unknown);
    }

    private static TelemetryExport? StartTelemetry(CliContext context, Output output)
    {
        List<string> errors = [];
        var settings = TelemetrySettings.Read(context.Setting, errors);
        if (errors.Count > 0)
            throw new CliException(ExitCodes.Usage, errors);
        try
        {
            return context.Telemetry = TelemetryExport.Start(settings, "sweep", output.Say);
        }
        catch (Exception refused) when (TelemetryExport.IsRefusal(refused))
        {
            throw new CliException(ExitCodes.Usage, [TelemetryExport.Describe(refused)]);
        }
    }

    private static InvocationConfiguration Configuration(Output output) => new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
        Output = output.Plain,
        Error = TextWriter.Null,
    };

    private static RootCommand CreateRoot(CommandHost host)
    {
        var root = new RootCommand("Runs hyperparameter sweeps and says what converged fastest.")
        {
            TrainCommand.Create(host),
            RunCommand.Create(host),
            SubmitCommand.Create(host),
            ExtendCommand.Create(host),
            WatchCommand.Create(host),
            ListCommand.Create(host),
            StatusCommand.Create(host),
            ExplainCommand.Create(host),
            TopCommand.Create(host),
            ImportanceCommand.Create(host),
            PauseCommand.Create(host),
            ResumeCommand.Create(host),
            CancelCommand.Create(host),
            DeleteCommand.Create(host),
            ArchiveCommand.Create(host),
            RestoreCommand.Create(host),
            NoteCommand.Create(host),
            TagCommand.Create(host),
            ExportCommand.Create(host),
            ReportCommand.Create(host),
            SilosCommand.Create(host),
            ServeCommand.Create(host),
            KeyCommand.Create(host),
            DataCommand.Create(host),
            DatabaseCommand.Create(host),
        };
        root.Add(host.Globals.Database);
        root.Add(host.Globals.Server);
        root.Add(host.Globals.NoMigrate);
        root.Add(host.Globals.Json);
        root.Directives.Clear();
        foreach (var version in root.Options.OfType<VersionOption>())
            version.Action = new VersionAction();
        return root;
    }

    private static int Report(Exception failure, CliContext context, Output output)
    {
        switch (failure)
        {
            case OperationCanceledException when context.Interrupted.IsCancellationRequested:
                return ExitCodes.Interrupted;
            case CliException known:
                foreach (var message in known.Messages)
                    output.Complain(message);
                return known.ExitCode;
            case RefusalException { Refusal: var refusal }:
                foreach (var message in refusal.Messages)
                    output.Complain(message);
                return refusal.Kind is RefusalKind.Invalid or RefusalKind.NotFound or RefusalKind.Conflict ? ExitCodes.Usage : ExitCodes.Failed;
            case StoreException store:
                output.Complain(store.Message);
                return ExitCodes.Failed;
            case IOException or UnauthorizedAccessException:
                output.Complain($"reading or writing failed: {failure.Message}");
                return ExitCodes.Failed;
            default:
                output.Complain($"unexpected {failure.GetType().Name}: {Secrets.Masked(failure.Message)}");
                if (!string.IsNullOrEmpty(context.Variable("SWEEP_DEBUG")))
                    Secrets.Masked(failure.ToString()).Split('\n').ToList().ForEach(output.Complain);
                return ExitCodes.Failed;
        }
    }
}
