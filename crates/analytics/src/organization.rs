//! Who reports to whom.

use crate::snapshot::Employee;

/// The indices from the top of an employee's reporting line down to the employee; a cycle or an unknown manager ends it.
pub fn reporting_line(employees: &[Employee], employee: usize) -> Vec<usize> {
    let mut line = vec![employee];
    let mut current = employee;
    while let Some(manager) = employees[current].manager.map(|manager| manager as usize) {
        if line.contains(&manager) {
            break;
        }
        line.push(manager);
        current = manager;
    }
    line.reverse();
    line
}

/// Whether the employee's reporting line leads back to the employee.
pub fn is_in_cycle(employees: &[Employee], employee: usize) -> bool {
    let top = reporting_line(employees, employee)[0];
    employees[top].manager == Some(employee as u32)
}
