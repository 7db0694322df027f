namespace Sweep.Core.Trainers;

/// <summary>Which values of the objective are better.</summary>
public enum Goal
{
    Minimize,
    Maximize,
}
