using System.Text.Json.Serialization;
using Sweep.Core.Analysis;
using Sweep.Core.Budgets;
using Sweep.Core.Notifications;
using Sweep.Core.Sweeps;
using Sweep.Core.Trainers;
using Sweep.Service.Results;
using Sweep.Storage.Keys;

namespace Sweep.Service.Views;

/// <summary>All views as JSON documents, names as in SQL.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters =
    [
        typeof(FiniteNumber), typeof(UtcTime), typeof(SnakeCaseName<SweepState>), typeof(SnakeCaseName<Goal>), typeof(SnakeCaseName<KeyScope>),
        typeof(SnakeCaseName<NotifyEvent>), typeof(SnakeCaseName<EndReason>),
    ])]
[JsonSerializable(typeof(SubmittedSweep))]
[JsonSerializable(typeof(IReadOnlyList<SweepSummary>))]
[JsonSerializable(typeof(SweepStatus))]
[JsonSerializable(typeof(SweepTop))]
[JsonSerializable(typeof(SweepImportance))]
[JsonSerializable(typeof(GroupComparison))]
[JsonSerializable(typeof(SweepFront))]
[JsonSerializable(typeof(ComparisonView))]
[JsonSerializable(typeof(TrialExplanation))]
[JsonSerializable(typeof(SweepRungs))]
[JsonSerializable(typeof(ChangedSweep))]
[JsonSerializable(typeof(SweepResult))]
[JsonSerializable(typeof(ClusterSilos))]
[JsonSerializable(typeof(WrittenFile))]
[JsonSerializable(typeof(MigratedDatabase))]
[JsonSerializable(typeof(DatabaseReader))]
[JsonSerializable(typeof(TrainedRun))]
[JsonSerializable(typeof(DataSetView))]
[JsonSerializable(typeof(IReadOnlyList<DataSetView>))]
[JsonSerializable(typeof(StoredDataSets))]
[JsonSerializable(typeof(RemovedDataSet))]
[JsonSerializable(typeof(ProblemView))]
[JsonSerializable(typeof(CheckedSpec))]
[JsonSerializable(typeof(ExtensionRequest))]
[JsonSerializable(typeof(SweepProgressView))]
[JsonSerializable(typeof(SiloList))]
[JsonSerializable(typeof(LiveSweep))]
[JsonSerializable(typeof(SpecView))]
[JsonSerializable(typeof(TrialView))]
[JsonSerializable(typeof(TrialPageView))]
[JsonSerializable(typeof(CurveView))]
[JsonSerializable(typeof(SweepPageView))]
[JsonSerializable(typeof(SweepRowView))]
[JsonSerializable(typeof(RetriedTrials))]
[JsonSerializable(typeof(SweepNotes))]
[JsonSerializable(typeof(NotesChange))]
[JsonSerializable(typeof(TrialRequest))]
[JsonSerializable(typeof(AskedTrial))]
[JsonSerializable(typeof(TrialReport))]
[JsonSerializable(typeof(TrialCompletion))]
[JsonSerializable(typeof(TrialRelease))]
[JsonSerializable(typeof(ClaimStanding))]
[JsonSerializable(typeof(DeletedSweep))]
[JsonSerializable(typeof(ArchivedSweep))]
[JsonSerializable(typeof(RestoredSweep))]
[JsonSerializable(typeof(ServedWeb))]
[JsonSerializable(typeof(RevokedKey))]
[JsonSerializable(typeof(KeyView))]
[JsonSerializable(typeof(IReadOnlyList<KeyView>))]
public sealed partial class SweepJson : JsonSerializerContext;
