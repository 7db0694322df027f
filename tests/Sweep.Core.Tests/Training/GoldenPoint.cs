namespace Sweep.Core.Tests.Training;

/// <summary>Loss and accuracy of one iteration.</summary>
public sealed record GoldenPoint(int Iteration, double Loss, double Accuracy);
